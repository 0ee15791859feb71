import type { CustomFieldEntity } from '@muster/contract/identity/custom-fields/definition';
import type { ShownCustomFields } from '@muster/contract/identity/custom-fields/shown';
import { FieldValue } from './FieldValue.tsx';
import { useFields } from './use-fields.ts';

/** A record's own fields to read; nothing where the reader may not know them, or there are none. */
export function FieldFacts({ entity, values }: { entity: CustomFieldEntity; values: ShownCustomFields }) {
  const fields = useFields(entity);
  if (!values || fields.length === 0) return null;
  return (
    <dl className="mb-6 grid grid-cols-[--spacing(33)_minmax(0,1fr)] gap-x-5 gap-y-1.5">
      {fields.map((field) => (
        <div key={field.id} className="contents">
          <dt className="break-words text-ink-3">{field.label}</dt>
          {/* There is room here for what a column cuts off. */}
          <dd className="min-w-0 [&_.truncate]:whitespace-normal [&_.truncate]:break-words">
            <FieldValue field={field} value={values[field.id]} />
          </dd>
        </div>
      ))}
    </dl>
  );
}
