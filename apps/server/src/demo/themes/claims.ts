import type { Random } from '../Random.ts';
import { givenNames, surnames } from './names.ts';
import type { BoardTheme, CardDraft } from './theme.ts';

const damages = [
  ['Scratched dining table', 'Two scratches of about 15 cm on the top, seen when the blankets came off.', 'Furniture'],
  ['Cracked TV screen', '55-inch screen, crack from the lower left corner. Box was not marked fragile.', 'Electronics'],
  ['Dent in drywall at drop-off', 'Hallway corner, hit by the sofa. About 10 cm.', 'Property'],
  ['Missing box of kitchen items', 'Box 23 of 41 is not on the drop-off inventory.', 'Missing item'],
  ['Broken mirror', 'Wardrobe mirror broken in transit; frame intact.', 'Furniture'],
  ['Water stain on mattress', 'Mattress bag torn, rain at unloading.', 'Furniture'],
  ['Chipped marble counter', 'Customer says the dolly touched it. Crew does not remember.', 'Property'],
  ['Lost hardware for a crib', 'Bag of screws not found after reassembly.', 'Missing item'],
  ['Fridge does not cool', 'Was laid on its side for the stairs. Technician visit asked for.', 'Electronics'],
  ['Torn sofa armrest', 'Caught on the door frame, second floor.', 'Furniture'],
] as const;

const steps = ['Photos from the customer', 'Crew statement', 'Estimate for repair', 'Offer approved', 'Release signed'];

const comments = [
  'Photos are in, and the pickup photos show it undamaged.',
  'Crew lead says it was there before. Checking the walk-through.',
  'Repair shop quotes $340 plus tax.',
  'Customer would take a credit of $200 on the storage bill.',
  'Valuation coverage was basic, $0.60 per pound. Explained it on the phone.',
  'Waiting for the release form since Monday.',
  'Insurer needs the bill of lading, attached it to the claim.',
];

const missing = [
  'Asked the crew to look through the truck again.',
  'It is on the pickup inventory, so it was loaded.',
  'Found it! It was behind the pads in truck 14.',
  'Storage has one box too many. Checking the number.',
];

/** Damage and loss claims, from the first call to the signed release. */
export const claims: BoardTheme = {
  columns: [
    { name: 'New', share: 4 },
    { name: 'Assessing', wipLimit: 6, share: 4 },
    { name: 'Waiting for customer', share: 3 },
    { name: 'Offer made', wipLimit: 8, share: 3 },
    { name: 'Settled', share: 5 },
  ],
  labels: { Furniture: 'amber', Electronics: 'blue', Property: 'violet', 'Missing item': 'orange', Urgent: 'red' },
  draft: claimDraft,
};

function claimDraft(random: Random, index: number): CardDraft {
  const [what, how, label] = random.pick(damages);
  const amount = random.integer(6, 140) * 10;
  return {
    title: `${what} (${random.pick(surnames)})`,
    description: [
      { heading: `Claim ${2_140 + index}` },
      how,
      {
        list: [
          `Reported by ${random.pick(givenNames)} the day after the move`,
          `Customer asks for **$${amount.toLocaleString('en-CA')}**`,
        ],
      },
    ],
    labels: [label, ...(amount > 1_000 ? ['Urgent'] : [])],
    checklist: steps.slice(0, random.integer(3, steps.length)),
    comments: random.sample(label === 'Missing item' ? missing : comments, random.integer(0, 3)),
  };
}
