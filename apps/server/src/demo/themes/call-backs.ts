import type { Random } from '../Random.ts';
import { givenNames, surnames } from './names.ts';
import type { BoardTheme, CardDraft } from './theme.ts';

const reasons = [
  ['wants to move the date', 'Closing slipped by a week. Check the weekend after next.', 'Change'],
  ['asks what the final bill holds', 'Travel time and the fuel charge are not clear to them.', 'Billing'],
  ['praises the crew', 'Would like the crew to know. Ask for a review.', 'Praise'],
  ['crew was late', 'Two hours late, no call. Offer to waive the travel time.', 'Complaint'],
  ['needs a receipt for the employer', 'Relocation paid by the company, needs the tax number on it.', 'Billing'],
  ['quote for a second stop', 'Storage locker on the way, about 20 boxes.', 'Sales'],
  ['forgot keys in the truck', 'Grey key ring, probably in the cab.', 'Change'],
] as const;

const comments = [
  'Left a voicemail.',
  'Talked to her: new date is fine, deposit stays.',
  'Sent the itemised bill by mail.',
  'Keys found, driver drops them off tonight.',
  'He was upset at first and fine in the end. Travel time waived.',
  'Please call after 17:00 only.',
];

/** Calls that customer care owes somebody. */
export const callBacks: BoardTheme = {
  columns: [
    { name: 'To call', share: 6 },
    { name: 'Tried once', share: 4 },
    { name: 'Waiting for us', wipLimit: 8, share: 4 },
    { name: 'Closed', share: 7 },
  ],
  labels: { Change: 'blue', Billing: 'amber', Praise: 'green', Complaint: 'red', Sales: 'violet' },
  draft: callDraft,
};

function callDraft(random: Random): CardDraft {
  const [what, detail, label] = random.pick(reasons);
  return {
    title: `${random.pick(givenNames)} ${random.pick(surnames)}: ${what}`,
    description: [
      detail,
      `Phone 604-555-0${random.integer(100, 199)}, best **${random.pick(['in the morning', 'at lunch', 'after five'])}**.`,
    ],
    labels: [label],
    checklist: [],
    comments: random.sample(comments, random.integer(0, 3)),
  };
}
