import type { Random } from '../Random.ts';
import type { BoardTheme, CardDraft } from './theme.ts';

const faults = [
  ['brake inspection due', 'Semi-annual commercial inspection. Pads were at 4 mm last time.', 'Safety'],
  ['lift gate sticks half-way', 'Goes down, does not come up under load. Crew used the ramp.', 'Body'],
  ['check engine light', 'Code P0420 read at the yard. Drives normally.', 'Engine'],
  ['winter tires', 'Six tires, size 225/70R19.5. Needed before the Coquihalla runs.', 'Tires'],
  ['oil change and filters', 'At 15,000 km since the last one.', 'Routine'],
  ['cracked windshield', 'Stone chip spreading on the passenger side.', 'Body'],
  ['battery does not hold', 'Jump-started twice this week.', 'Engine'],
  ['rear door seal leaks', 'Water on the floor after rain; loads must stay dry.', 'Body'],
  ['reefer strap anchors loose', 'Two of the E-track anchors pulled out of the wall.', 'Safety'],
  ['tachograph calibration', 'Certificate runs out at the end of the month.', 'Safety'],
] as const;

const steps = ['Truck taken off the schedule', 'Parts ordered', 'Work done', 'Road test', 'Invoice received'];

const comments = [
  'Shop in Burnaby can take it Thursday morning.',
  'Parts arrive in two days.',
  'Swapped with truck 9 for the weekend.',
  'Quote $1,180, approved.',
  'Back on the road, all good on the test drive.',
  'Can wait until Monday, said the shop.',
  'Crew knows. Note is on the dashboard.',
];

/** Repairs and inspections of trucks. */
export const fleet: BoardTheme = {
  columns: [
    { name: 'Reported', share: 5 },
    { name: 'Scheduled', share: 4 },
    { name: 'In the shop', wipLimit: 4, share: 3 },
    { name: 'Ready for pickup', wipLimit: 5, share: 2 },
    { name: 'Back on the road', share: 6 },
  ],
  labels: { Safety: 'red', Engine: 'orange', Tires: 'grey', Body: 'blue', Routine: 'green' },
  draft: repairDraft,
};

function repairDraft(random: Random): CardDraft {
  const [what, detail, label] = random.pick(faults);
  const truck = random.integer(1, 48);
  return {
    title: `Truck ${truck}: ${what}`,
    description: [
      detail,
      {
        list: [
          `Odometer ${random.integer(40, 260)},${random.integer(100, 999)} km`,
          `Unit ${truck}, ${random.pick(['Hino 195', 'Isuzu NPR', 'Freightliner M2', 'Ford E-450'])}`,
        ],
      },
    ],
    labels: [label],
    checklist: steps.slice(0, random.integer(2, steps.length)),
    comments: random.sample(comments, random.integer(0, 2)),
  };
}
