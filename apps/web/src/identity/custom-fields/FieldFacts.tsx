import type { CustomFieldEntity } from '@muster/contract/identity/custom-fields/definition';
import type { ShownCustomFields } from '@muster/contract/identity/custom-fields/shown';
import { FieldValue } from './FieldValue.tsx';
import { useFields } from './use-fields.ts';

/** A record's own fields to read; nothing where the reader may not know them, or there are none. */
export function FieldFacts({ entity, values }: { entity: CustomFieldEntity; values: ShownCustomFields }) {
  const fields = useFields(entity);
  if (!values || fields.length === 0) return null;
  return (
    <dl className="mb-6 grid grid-cols-[minmax(0,2fr)_minmax(0,3fr)] gap-x-5 gap-y-1.5">
      {fields.map((field) => (
        <div key={field.id} className="contents">
          <dt className="text-ink-3">{field.label}</dt>
          <dd className="min-w-0">
            <FieldValue field={field} value={values[field.id]} />
          </dd>
        </div>
      ))}
    </dl>
  );
}
