import type { Random } from '../Random.ts';
import type { BoardTheme } from './theme.ts';

const plans: readonly (readonly [title: string, text: string, label: string])[] = [
  ['Rent six extra 26 ft trucks for July', 'Two rental companies asked. Deposit is due in **March**.', 'Fleet'],
  ['Hire 40 seasonal movers', 'Student job fairs in February and March, then a training weekend.', 'People'],
  [
    'Weekend surcharge: decide the rate',
    'Compare with last year: 12% on Saturdays, and nobody left for it.',
    'Pricing',
  ],
  ['Booking page: show free days', 'Customers pick full days and are disappointed on the phone.', 'Web'],
  ['Second dispatcher on Sundays', 'Sunday calls doubled last July.', 'People'],
  ['Stock of boxes and tape until September', 'Order by pallet, deliver to Burnaby and North York.', 'Supplies'],
  ['Overflow yard in Richmond', 'Room for 30 pods and 8 trucks, June to September.', 'Storage'],
  ['Blankets: replace 600', 'A third is worn out.', 'Supplies'],
  ['Heat rules for crews', 'Water, breaks, no attic work above 33 °C in the afternoon.', 'Safety'],
  ['Franchise helpdesk hours', 'Extend to 20:00 Pacific.', 'People'],
  ['Canada Day: who works', 'The first of July is the busiest moving day in Quebec.', 'People'],
  ['Radio spots in Ontario', 'Two stations, three weeks in May.', 'Marketing'],
  ['Review last season’s claims', 'Which five causes make up most of the cost?', 'Safety'],
  ['Fuel cards for rentals', 'Ten more cards with a daily limit.', 'Fleet'],
];

const comments = [
  'Agreed in the Monday call.',
  'Numbers are in the sheet, see the second tab.',
  'Let us decide this by the end of the month.',
  'Montreal needs this two weeks earlier than everybody else.',
  'I can take this one.',
];

/** What the leadership prepares before summer. */
export const peakSeason: BoardTheme = {
  columns: [
    { name: 'Ideas', share: 5 },
    { name: 'Decided', share: 4 },
    { name: 'In progress', wipLimit: 6, share: 4 },
    { name: 'Done', share: 3 },
  ],
  labels: {
    Fleet: 'blue',
    People: 'violet',
    Pricing: 'amber',
    Web: 'teal',
    Supplies: 'grey',
    Storage: 'orange',
    Safety: 'red',
    Marketing: 'pink',
  },
  draft: (random: Random, index) => {
    const [title, text, label] = plans[index % plans.length] ?? random.pick(plans);
    const round = Math.floor(index / plans.length);
    return {
      title:
        round === 0
          ? title
          : `${title} (${random.pick(['Alberta', 'Ontario', 'Quebec', 'Atlantic', 'British Columbia'])})`,
      description: [text],
      labels: [label],
      checklist: random.chance(0.4) ? ['Costs known', 'Owner named', 'Approved'] : [],
      comments: random.sample(comments, random.integer(0, 2)),
    };
  },
};
