import type { Random } from '../Random.ts';
import { surnames } from './names.ts';
import type { BoardTheme, CardDraft } from './theme.ts';

const requests = [
  ['deliver empty', 'Customer loads over the weekend. Driveway is 4 m wide.', 'Delivery'],
  ['pick up full', 'Loaded and locked. Check the weight before lifting.', 'Pickup'],
  ['access visit', 'Wants to take out winter clothes. Needs 30 minutes in bay 2.', 'Access'],
  ['move out', 'Everything goes to the new address. Match with a crew of 3.', 'Delivery'],
  ['payment overdue', 'Card declined twice. Call before the lock goes on.', 'Billing'],
  ['moisture found', 'Floor damp at the monthly inspection. Dry and check the seal.', 'Damage'],
] as const;

const steps = [
  'Slot confirmed with the customer',
  'Pod inspected and photographed',
  'Lock number noted',
  'Billing updated',
];

const comments = [
  'Lock 7731, key in the office safe.',
  'Driver needs the small forklift, the lane is narrow.',
  'Customer asks about a second pod from spring on.',
  'Gate code sent to the customer.',
  'Photos of all four sides are in the folder.',
  'Moved from row C to row F.',
];

/** Storage containers in the Burnaby yard. */
export const pods: BoardTheme = {
  columns: [
    { name: 'Requested', share: 5 },
    { name: 'Scheduled', wipLimit: 10, share: 5 },
    { name: 'Out with customer', share: 4 },
    { name: 'In the yard', share: 6 },
    { name: 'Closed', share: 4 },
  ],
  labels: { Delivery: 'blue', Pickup: 'teal', Access: 'violet', Billing: 'amber', Damage: 'red' },
  draft: podDraft,
};

function podDraft(random: Random, index: number): CardDraft {
  const [what, detail, label] = random.pick(requests);
  return {
    title: `Pod B-${101 + index}: ${what} (${random.pick(surnames)})`,
    description: [
      detail,
      `Row ${random.pick(['A', 'B', 'C', 'D', 'E', 'F'])}, position ${random.integer(1, 24)}. Monthly rate **$${random.integer(12, 26) * 10 - 1}**.`,
    ],
    labels: [label],
    checklist: random.chance(0.7) ? steps : [],
    comments: random.sample(comments, random.integer(-1, 2)),
  };
}
