import type { Money } from './value.ts';

/** A person that a field points to, as lists and forms show them. */
export interface ShownPerson {
  userId: string;
  name: string;
  color: string;
}

/** A value as a reader gets it: people come with their names, everything else as it is stored. */
export type ShownCustomFieldValue = string | number | Money | string[] | ShownPerson;

/** A record's values by the id of the field; null where the reader may not know them. */
export type ShownCustomFields = Readonly<Record<string, ShownCustomFieldValue>> | null;
