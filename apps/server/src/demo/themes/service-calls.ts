import type { Random } from '../Random.ts';
import { surnames } from './names.ts';
import type { BoardTheme, CardDraft } from './theme.ts';

const faults = [
  ['no hot water', 'Tank is 11 years old. Bring a replacement thermocouple.', 'Heating'],
  ['leak under the kitchen sink', 'Bucket is in place. Shut-off valve is stiff.', 'Plumbing'],
  ['boiler service', 'Yearly service, filter kit in the van.', 'Service plan'],
  ['drain backs up', 'Basement floor drain. Camera needed.', 'Plumbing'],
  ['furnace makes noise', 'Rattles at start, fan bearing likely.', 'Heating'],
  ['install heat pump, quote', 'Two heads upstairs. Measure the panel.', 'Quote'],
  ['frozen pipe', 'Crawl space, north side. **Turn off water first.**', 'Urgent'],
] as const;

const streets = [
  'Lonsdale Avenue',
  'Marine Drive',
  'Cleveland Avenue',
  'Garibaldi Way',
  'Chesterfield Avenue',
  'Mountain Highway',
];
const comments = [
  'Part ordered, here on Friday.',
  'Customer is home after 15:00.',
  'Took 2.5 hours, all good.',
  'Needs a second person for the tank.',
  'Quote sent.',
];

/** Calls of the plumbing and heating company. */
export const serviceCalls: BoardTheme = {
  columns: [
    { name: 'Called in', share: 4 },
    { name: 'Scheduled', share: 4 },
    { name: 'On site', wipLimit: 3, share: 2 },
    { name: 'Waiting for parts', share: 2 },
    { name: 'Done', share: 5 },
  ],
  labels: { Heating: 'orange', Plumbing: 'blue', 'Service plan': 'green', Quote: 'violet', Urgent: 'red' },
  draft: serviceDraft,
};

function serviceDraft(random: Random): CardDraft {
  const [what, detail, label] = random.pick(faults);
  return {
    title: `${random.pick(surnames)}: ${what}`,
    description: [detail, `${random.integer(100, 3_900)} ${random.pick(streets)}`],
    labels: [label],
    checklist: random.chance(0.5) ? ['Customer called', 'Parts in the van', 'Photos taken', 'Invoice sent'] : [],
    comments: random.sample(comments, random.integer(-1, 2)),
  };
}
