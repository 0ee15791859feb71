import type { Random } from '../Random.ts';
import type { BoardTheme, CardDraft } from './theme.ts';

const places =
  'Nanaimo, Prince George, Kamloops, Red Deer, Grande Prairie, Medicine Hat, Brandon, Thunder Bay, Sudbury, Sault Ste. Marie, Guelph, Cambridge, Niagara Falls, Sarnia, Belleville, Gatineau, Quebec City, Sherbrooke, Laval, Charlottetown, Sydney, Truro, Bathurst, St. John’s'.split(
    ', ',
  );

const partners = [
  'two brothers from the trucking business',
  'a former branch manager',
  'a couple who ran a storage yard',
  'an operator with three trucks already',
  'a realtor with a partner in logistics',
];

const steps = [
  'Franchise agreement signed',
  'Deposit received',
  'Provincial registration and insurance',
  'Yard or unit leased',
  'First truck branded',
  'Two crews hired',
  'Training week in Burnaby',
  'Phone line and booking page live',
  'First ten jobs audited',
];

const comments = [
  'Lease is with the lawyer, expect it back Friday.',
  'They ask whether the second truck can wait until spring. I think yes.',
  'Insurance certificate received.',
  'Training week booked, two people travel on Sunday.',
  'Territory map agreed: the highway is the border.',
  'Decals arrive with the truck.',
  'Opening moved by one week, phone number is not ported yet.',
];

/** New franchises, from the signed agreement to the opening. */
export const franchises: BoardTheme = {
  columns: [
    { name: 'Signed', share: 4 },
    { name: 'Site and lease', share: 4 },
    { name: 'Trucks and equipment', wipLimit: 5, share: 4 },
    { name: 'Hiring and training', wipLimit: 4, share: 3 },
    { name: 'Open', share: 4 },
  ],
  labels: { West: 'teal', Prairies: 'amber', Ontario: 'blue', Quebec: 'violet', Atlantic: 'green', 'At risk': 'red' },
  draft: franchiseDraft,
};

function franchiseDraft(random: Random, index: number): CardDraft {
  const place = index % places.length;
  const region =
    place < 3 ? 'West' : place < 7 ? 'Prairies' : place < 15 ? 'Ontario' : place < 19 ? 'Quebec' : 'Atlantic';
  return {
    title: `${places[place]}`,
    description: [
      `Owner: ${random.pick(partners)}. Starts with **${random.integer(1, 3)} trucks**.`,
      { heading: 'Territory' },
      {
        list: [
          `About ${random.integer(30, 180)},000 people`,
          `Opening planned for ${random.pick(['January', 'February', 'March', 'April'])}`,
        ],
      },
    ],
    labels: [region, ...(random.chance(0.15) ? ['At risk'] : [])],
    checklist: steps,
    comments: random.sample(comments, random.integer(0, 3)),
  };
}
