import type { Random } from '../Random.ts';
import { givenNames, surnames } from './names.ts';
import type { BoardTheme, CardDraft } from './theme.ts';

const roles = [
  ['Mover', 'Mover'],
  ['Mover, weekends', 'Mover'],
  ['Driver, class 5', 'Driver'],
  ['Driver, class 3', 'Driver'],
  ['Crew lead', 'Lead'],
  ['Packer', 'Mover'],
] as const;
const pasts = [
  'two summers with a moving company',
  'warehouse work, forklift ticket',
  'furniture delivery for three years',
  'landscaping, very fit',
  'courier driver, clean abstract',
  'restaurant kitchen, wants daytime work',
  'came by referral',
];
const steps = [
  'Phone screen',
  'Driver abstract',
  'References called',
  'Trial shift',
  'Safety orientation',
  'Uniform and boots',
];

const comments = [
  'Good on the phone, asks the right questions about lifting.',
  'Abstract is clean.',
  'Could not reach the second reference yet.',
  'Trial shift with Ryan went well, careful with furniture.',
  'Wants $1 more per hour. Fine with me after the trial month.',
  'Starts on Monday at 7:00, told the yard.',
  'Did not show up for the road test, no call.',
];

/** Applicants for crews and trucks. */
export const hiring: BoardTheme = {
  columns: [
    { name: 'Applied', share: 7 },
    { name: 'Phone screen', wipLimit: 8, share: 4 },
    { name: 'Trial shift', wipLimit: 4, share: 3 },
    { name: 'Offer', wipLimit: 4, share: 2 },
    { name: 'Hired', share: 4 },
  ],
  labels: { Mover: 'blue', Driver: 'teal', Lead: 'violet', Referral: 'green' },
  draft: applicantDraft,
};

function applicantDraft(random: Random): CardDraft {
  const [role, label] = random.pick(roles);
  const past = random.pick(pasts);
  return {
    title: `${random.pick(givenNames)} ${random.pick(surnames)}, ${role.toLowerCase()}`,
    description: [
      `Background: ${past}.`,
      {
        list: [
          `Available from ${random.pick(['now', 'next week', 'the first of the month'])}`,
          `Can lift ${random.pick([35, 40, 50])} kg, ${random.pick(['own car', 'takes the SkyTrain', 'cycles'])}`,
        ],
      },
    ],
    labels: [label, ...(past.includes('referral') ? ['Referral'] : [])],
    checklist: steps.slice(0, random.integer(3, steps.length)),
    comments: random.sample(comments, random.integer(0, 2)),
  };
}
