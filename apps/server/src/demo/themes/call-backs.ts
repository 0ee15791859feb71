import type { Random } from '../Random.ts';
import { givenNames, surnames } from './names.ts';
import type { BoardTheme, CardDraft } from './theme.ts';

const reasons = [
  {
    what: 'wants to move the date',
    detail: 'Closing slipped by a week. Check the weekend after next.',
    label: 'Change',
    comments: ['Saturday is full, Sunday would work.', 'Talked to her: new date is fine, deposit stays.'],
  },
  {
    what: 'asks what the final bill holds',
    detail: 'Travel time and the fuel charge are not clear to them.',
    label: 'Billing',
    comments: ['Sent the itemised bill by mail.', 'Explained the travel time. They want to think about it.'],
  },
  {
    what: 'praises the crew',
    detail: 'Would like the crew to know. Ask for a review.',
    label: 'Praise',
    comments: ['Told the crew at the morning meeting.', 'Review is online, five stars.'],
  },
  {
    what: 'crew was late',
    detail: 'Two hours late, no call. Offer to waive the travel time.',
    label: 'Complaint',
    comments: [
      'He was upset at first and fine in the end. Travel time waived.',
      'Dispatch confirms: stuck on the bridge.',
    ],
  },
  {
    what: 'needs a receipt for the employer',
    detail: 'Relocation paid by the company, needs the tax number on it.',
    label: 'Billing',
    comments: ['Which name should be on it? Asked by mail.', 'Receipt sent, copy is in the folder.'],
  },
  {
    what: 'quote for a second stop',
    detail: 'Storage locker on the way, about 20 boxes.',
    label: 'Sales',
    comments: ['One hour more, I would say. Sales, please confirm.', 'Quoted $180.'],
  },
  {
    what: 'forgot keys in the truck',
    detail: 'Grey key ring, probably in the cab.',
    label: 'Change',
    comments: ['Truck is on the island until tonight.', 'Keys found, driver drops them off.'],
  },
] as const;

const attempts = ['Left a voicemail.', 'Please call after 17:00 only.', 'No answer, tried twice.'];

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
  const { what, detail, label, comments } = random.pick(reasons);
  return {
    title: `${random.pick(givenNames)} ${random.pick(surnames)}: ${what}`,
    description: [
      detail,
      `Phone 604-555-0${random.integer(100, 199)}, best **${random.pick(['in the morning', 'at lunch', 'after five'])}**.`,
    ],
    labels: [label],
    checklist: [],
    comments: [...random.sample(attempts, random.integer(0, 1)), ...comments.slice(0, random.integer(0, 2))],
  };
}
