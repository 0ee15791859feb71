import { checkCustomFields } from '@muster/contract/identity/custom-fields/changes';
import type { CustomField, CustomFieldEntity } from '@muster/contract/identity/custom-fields/definition';
import type { ShownCustomFields, ShownPerson } from '@muster/contract/identity/custom-fields/shown';
import type { CustomFieldValue, ValueProblem } from '@muster/contract/identity/custom-fields/value';
import { useState } from 'react';
import { isPerson } from './FieldValue.tsx';
import { useFields } from './use-fields.ts';

/** What a control holds while it is edited: anything, until it is checked; people with their names. */
export type DraftValue = CustomFieldValue | ShownPerson | null;

/** The custom fields of a form: what was changed, and what is wrong with it. */
export interface FieldDraft {
  fields: readonly CustomField[];
  valueOf: (field: CustomField) => DraftValue;
  set: (field: CustomField, value: DraftValue) => void;
  problems: Readonly<Record<string, ValueProblem>>;
  isChanged: boolean;
  /** What the changed fields held before, for taking a change back. */
  before: Record<string, CustomFieldValue | null>;
  /** What the form sends, raw; null when something is wrong, which the controls then say. */
  read: () => Record<string, CustomFieldValue | null> | undefined | null;
}

/**
 * Holds a form's custom fields by the server's own rule. A record whose values the reader may not know has none, and
 * sends none.
 */
export function useFieldDraft(entity: CustomFieldEntity, shown: ShownCustomFields): FieldDraft {
  const known = useFields(entity);
  const fields = shown ? known : [];
  const [changes, setChanges] = useState<Readonly<Record<string, DraftValue>>>({});
  const [isTried, setTried] = useState(false);
  const raw = Object.fromEntries(Object.entries(changes).map(([id, value]) => [id, rawOf(value)]));
  const stored = Object.fromEntries(Object.entries(shown ?? {}).map(([id, value]) => [id, rawOf(value) ?? '']));
  const { problems } = checkCustomFields(fields, stored, raw);
  return {
    fields,
    valueOf: ({ id }) => (id in changes ? (changes[id] ?? null) : (shown?.[id] ?? null)),
    set: ({ id }, value) => setChanges({ ...changes, [id]: value }),
    problems: isTried ? problems : {},
    isChanged: Object.entries(raw).some(([id, value]) => JSON.stringify(value) !== JSON.stringify(stored[id] ?? null)),
    before: Object.fromEntries(Object.keys(raw).map((id) => [id, stored[id] ?? null])),
    read: () => {
      setTried(true);
      if (fields.length === 0) return undefined;
      return Object.keys(problems).length > 0 ? null : raw;
    },
  };
}

function rawOf(value: DraftValue): CustomFieldValue | null {
  if (value === null || value === '' || (Array.isArray(value) && value.length === 0)) return null;
  return isPerson(value) ? value.userId : value;
}
