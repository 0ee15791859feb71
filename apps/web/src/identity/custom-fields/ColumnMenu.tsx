import type { CustomFieldEntity } from '@muster/contract/identity/custom-fields/definition';
import { Columns3 } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { DropdownMenu, MenuCheckboxItem, MenuLabel } from '../../ui/DropdownMenu.tsx';
import { IconButton } from '../../ui/IconButton.tsx';
import { useColumnChoice } from './use-column-choice.ts';
import { useFields } from './use-fields.ts';

/** Chooses which of the company's fields a list shows. */
export function ColumnMenu({ entity }: { entity: CustomFieldEntity }) {
  const { t } = useTranslation('fields');
  const fields = useFields(entity);
  const { chosen, choose } = useColumnChoice(entity);
  // Whoever chose before it is known what was chosen would choose it away.
  if (chosen === undefined) return null;
  const toggle = (id: string, on: boolean) => choose(on ? [...chosen, id] : chosen.filter((each) => each !== id));
  return (
    <DropdownMenu
      align="end"
      className="max-h-96 max-w-72"
      trigger={
        <IconButton label={t('columns.open')} className="max-md:hidden">
          <Columns3 />
        </IconButton>
      }
    >
      <MenuLabel>{t('columns.hint')}</MenuLabel>
      {fields.map(({ id, label }) => (
        <MenuCheckboxItem key={id} checked={chosen.includes(id)} onCheckedChange={(on) => toggle(id, on)}>
          {label}
        </MenuCheckboxItem>
      ))}
    </DropdownMenu>
  );
}
