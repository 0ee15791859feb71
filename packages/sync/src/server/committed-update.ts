import type { UpdateContent } from './update-content.ts';

/** An update with the number under which it was stored. */
export interface CommittedUpdate {
  readonly seq: number;
  readonly bytes: Uint8Array;
  /** What the update carries; null when it was not decoded here, but by the node that committed it. */
  readonly content: UpdateContent | null;
}
