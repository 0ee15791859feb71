import type { CustomField } from '@muster/contract/identity/custom-fields/definition';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/Button.tsx';
import { typeIcons } from './type-icons.ts';
import { useFieldCommands } from './use-field-commands.ts';

/** Fields that were put away, below the others. */
export function ArchivedFields({ fields, mayManage }: { fields: readonly CustomField[]; mayManage: boolean }) {
  const { t } = useTranslation('fields');
  const { restore } = useFieldCommands();
  return (
    <details className="mt-6">
      <summary className="cursor-pointer text-ink-2">{t('archivedTitle', { count: fields.length })}</summary>
      <ul className="mt-2 divide-y divide-line rounded-lg border border-line">
        {fields.map((field) => {
          const Icon = typeIcons[field.type];
          return (
            <li key={field.id} className="flex min-h-row items-center gap-2 px-3 py-1.5 text-ink-2">
              <Icon aria-hidden className="size-4 shrink-0 text-ink-3" />
              <span className="min-w-0 flex-1 truncate" title={field.label}>
                {field.label}
                <span className="ml-2 text-ink-3 text-xs">{t(`type.${field.type}`)}</span>
              </span>
              {mayManage && (
                <Button size="small" onClick={() => restore(field)}>
                  {t('restore')}
                </Button>
              )}
            </li>
          );
        })}
      </ul>
    </details>
  );
}
