import type { Random } from '../Random.ts';
import { givenNames, surnames } from './names.ts';
import type { BoardTheme, CardDraft } from './theme.ts';

const homes = [
  'Studio',
  '1-bedroom',
  '2-bedroom condo',
  '2-bedroom',
  '3-bedroom house',
  'Townhouse',
  '4-bedroom house',
  'Office, 12 desks',
];
const trucks = ['16 ft truck', '20 ft truck', '26 ft truck', '26 ft truck and a cube van'];

const access = [
  'Elevator booked 9:00–12:00 at the pickup; padding required.',
  'Third floor walk-up, no elevator. Allow an extra hour.',
  'Loading bay behind the building, clearance 3.6 m.',
  'Street permit needed at the drop-off.',
  'Long carry of about 60 m from the visitor parking.',
  'Steep driveway: use the truck with the lift gate.',
  'Concierge wants a certificate of insurance two days before.',
];

const wishes = [
  'Customer asks for a call **30 minutes before arrival**.',
  'A cat stays in the upstairs bathroom. **Keep that door closed.**',
  'New flooring at the drop-off: runners and shoe covers, please.',
  'Customer packs everything except the kitchen.',
  'Payment by card on completion; the deposit has been received.',
  'Wants the bed frames rebuilt **the same day**.',
];

const specials: readonly (readonly [label: string, text: string])[] = [
  ['Piano', 'Upright piano, ground floor to ground floor: bring the board and four straps.'],
  ['Packing', 'Full packing the day before: 40 medium boxes, 12 wardrobe boxes, dish packs.'],
  ['Storage', 'Half of the load goes into storage for two months.'],
  ['Long distance', 'Long-distance load: inventory every piece and number it.'],
  ['Fragile', 'Glass cabinet and two framed paintings, crate them.'],
];

const checklist = [
  'Confirm address and time with the customer',
  'Elevator or permit booked',
  'Crew and truck confirmed',
  'Walk-through photos at pickup',
  'Bill of lading signed',
  'Walk-through photos at drop-off',
  'Payment taken',
];

const comments = [
  'Customer confirmed for 8:30. She will be on site from 8.',
  'Building manager moved the elevator slot to 10:00.',
  'Can we swap the crew with the Tuesday job? Kwame knows this building.',
  'Quote was for 6 hours; looks more like 8 with the storage stop.',
  'Truck is low on blankets, pick up 20 at the yard.',
  'Asked for a second quote. I gave them the weekday rate.',
  'They added a freezer in the garage. Fits the same truck.',
  'Second booking of this family. Same crew as last time, please.',
  'The bridge is closed until 7:00. Leave the yard twenty minutes earlier.',
  'Parking permit is in the glove box.',
];

/** The columns of a day at dispatch, from booking to done. */
export const dispatchColumns: BoardTheme['columns'] = [
  { name: 'Booked', share: 6 },
  { name: 'Crew assigned', wipLimit: 12, share: 5 },
  { name: 'On the road', wipLimit: 6, share: 3 },
  { name: 'On site', wipLimit: 8, share: 3 },
  { name: 'Done', share: 6 },
];

/** Moves between `places`. */
export function movingJobs(places: readonly string[]): BoardTheme {
  return {
    columns: dispatchColumns,
    labels: {
      Piano: 'violet',
      Packing: 'teal',
      Storage: 'blue',
      'Long distance': 'red',
      Fragile: 'amber',
      'Repeat customer': 'green',
    },
    draft: (random) => jobDraft(random, places),
  };
}

function jobDraft(random: Random, places: readonly string[]): CardDraft {
  const [from = '', to = from] = random.sample(places, 2);
  const special = random.chance(0.45) ? random.pick(specials) : undefined;
  const crew = random.integer(2, 4);
  const facts = [`Crew of ${crew}, ${random.pick(trucks)}`, random.pick(access), ...(special ? [special[1]] : [])];
  return {
    title: `${random.pick(surnames)}: ${random.pick(homes)}, ${from} → ${to}`,
    description: [`Booked by ${random.pick(givenNames)}. ${random.pick(wishes)}`, { list: facts }],
    labels: [...(special ? [special[0]] : []), ...(random.chance(0.12) ? ['Repeat customer'] : [])],
    checklist: random.chance(0.6) ? checklist.slice(0, random.integer(3, checklist.length)) : [],
    comments: random.sample(comments, random.integer(-1, 3)),
  };
}
