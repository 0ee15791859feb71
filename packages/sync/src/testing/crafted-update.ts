import * as encoding from 'lib0/encoding';

type Id = readonly [client: number, clock: number];

/** A struct as an attacker may write it. */
export interface CraftedStruct {
  readonly origin?: Id;
  readonly right?: Id;
  /** A root type's name, or the id of a type; where there are neighbours it is not written. */
  readonly parent?: string | Id;
  readonly key?: string;
  /** Text, a map (`{}`), or so many clocks that are deleted. */
  readonly content: string | Record<string, never> | number;
}

const FLAGS = { origin: 0x80, right: 0x40, key: 0x20 } as const;

function writeId(encoder: encoding.Encoder, [client, clock]: Id): void {
  encoding.writeVarUint(encoder, client);
  encoding.writeVarUint(encoder, clock);
}

function writeParent(encoder: encoding.Encoder, { parent = 'root', key }: CraftedStruct): void {
  encoding.writeVarUint(encoder, typeof parent === 'string' ? 1 : 0);
  if (typeof parent === 'string') encoding.writeVarString(encoder, parent);
  else writeId(encoder, parent);
  if (key !== undefined) encoding.writeVarString(encoder, key);
}

function kindOf(content: CraftedStruct['content']): number {
  if (typeof content === 'string') return 4;
  return typeof content === 'number' ? 1 : 7;
}

function writeStruct(encoder: encoding.Encoder, struct: CraftedStruct): void {
  const { origin, right, key, content } = struct;
  const flags = [origin && FLAGS.origin, right && FLAGS.right, key && FLAGS.key].map(Number).filter(Boolean);
  encoding.writeUint8(
    encoder,
    flags.reduce((all, flag) => all | flag, kindOf(content)),
  );
  if (origin) writeId(encoder, origin);
  if (right) writeId(encoder, right);
  if (!origin && !right) writeParent(encoder, struct);
  if (typeof content === 'string') encoding.writeVarString(encoder, content);
  else encoding.writeVarUint(encoder, typeof content === 'number' ? content : 1);
}

interface Deletion {
  readonly client: number;
  readonly clock: number;
  readonly length: number;
}

/** An update (format v1) of one client's structs from a clock on, whatever they say, and of deletions. */
export function craftedUpdate(
  [client, clock]: Id,
  structs: readonly CraftedStruct[],
  deletions: readonly Deletion[] = [],
): Uint8Array {
  const encoder = encoding.createEncoder();
  encoding.writeVarUint(encoder, structs.length > 0 ? 1 : 0);
  if (structs.length > 0) for (const number of [structs.length, client, clock]) encoding.writeVarUint(encoder, number);
  for (const struct of structs) writeStruct(encoder, struct);
  encoding.writeVarUint(encoder, deletions.length);
  for (const deletion of deletions) {
    for (const number of [deletion.client, 1, deletion.clock, deletion.length]) encoding.writeVarUint(encoder, number);
  }
  return encoding.toUint8Array(encoder);
}
