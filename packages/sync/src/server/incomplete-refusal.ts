import type { CheckedUpdate } from './check-places.ts';
import type { Refusal } from './OwedEdits.ts';

/** Why part of an update cannot be stored, by code and in words for people. */
export function incompleteRefusal({ isTooDeep }: CheckedUpdate): Refusal {
  return isTooDeep
    ? ['update_too_complex', 'This change puts things into things too many times over. Move them further up.']
    : [
        'incomplete',
        'Part of your changes builds on something that is missing. They stay on this device until it has arrived.',
      ];
}
