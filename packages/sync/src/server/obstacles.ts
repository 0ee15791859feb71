import type { Refusal } from './OwedEdits.ts';

/**
 * Why a struct, and all that builds on it, is not taken though all is there that it refers to: types in types beyond all limits,
 * more for replicas to go through than they can, or neighbours that stand the other way round.
 */
export type Obstacle = 'depth' | 'effort' | 'order';

const REFUSALS: Readonly<Record<Obstacle, Refusal>> = {
  depth: ['update_too_complex', 'This change puts things into things too many times over. Move them further up.'],
  effort: [
    'update_too_complex',
    'So much was put into the same place at the same time that everyone would wait at each opening. Copy what you wrote, reload, and add it anew.',
  ],
  order: [
    'out_of_order',
    'This change stands between two things that are not next to each other for everyone else. Copy what you wrote, reload, and add it anew.',
  ],
};

const INCOMPLETE: Refusal = [
  'incomplete',
  'Part of your changes builds on something that is missing. They stay on this device until it has arrived.',
];

/** What is said of an edit of which not all can be taken; null is for one that lacks something. */
export function refusalFor(obstacle: Obstacle | null): Refusal {
  return obstacle === null ? INCOMPLETE : REFUSALS[obstacle];
}
