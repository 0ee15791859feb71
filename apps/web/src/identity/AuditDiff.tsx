import { fieldChanges, valueText } from './audit-diff.ts';
import type { AuditEntry } from './list-rows.ts';
import { useAuditWords } from './use-audit-words.ts';

const heading = 'border-line border-b py-1.5 pr-3 text-left font-medium text-ink-3 text-xs';
const cell = 'break-words border-line border-b py-2 pr-3 align-top';

/** What a change replaced, field by field: struck out and red before, plain and green after. */
export function AuditDiff({ before, after }: Pick<AuditEntry, 'before' | 'after'>) {
  const { t, field } = useAuditWords();
  const changes = fieldChanges(before, after);
  if (changes.length === 0) return <p className="text-ink-3">{t('audit.noDiff')}</p>;
  return (
    <table className="w-full table-fixed border-collapse">
      <thead>
        <tr>
          <th className={`${heading} w-[28%]`}>{t('audit.field')}</th>
          <th className={heading}>{t('audit.before')}</th>
          <th className={heading}>{t('audit.after')}</th>
        </tr>
      </thead>
      <tbody>
        {changes.map((change) => (
          <tr key={change.field}>
            <th scope="row" className={`${cell} text-left font-medium`}>
              {field(change.field)}
            </th>
            <td className={cell}>
              <Value value={change.before} className="bg-bad-soft text-bad-text line-through" />
            </td>
            <td className={cell}>
              <Value value={change.after} className="bg-good-soft text-good-text" />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Value({ value, className }: { value: unknown; className: string }) {
  const { t } = useAuditWords();
  const text = valueText(value);
  if (text === undefined) return <span className="text-ink-3 italic">{t('audit.nothing')}</span>;
  return <span className={`rounded-sm box-decoration-clone px-1 py-0.5 ${className}`}>{text}</span>;
}
