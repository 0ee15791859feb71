import type { GroupSummary } from '@muster/contract/identity/groups';
import { useTranslation } from 'react-i18next';
import { Field } from '../../ui/Field.tsx';
import { Input } from '../../ui/Input.tsx';
import { Select } from '../../ui/Select.tsx';

interface GroupValue {
  name: string;
  description: string;
  parentId: string | null;
}

interface GroupFieldsProps {
  value: GroupValue;
  groups: readonly GroupSummary[];
  disabled: boolean;
  onChange: (change: Partial<GroupValue>) => void;
}

const top = 'top';

/** A group's name, what it is for, and below which group it stands. */
export function GroupFields({ value, groups, disabled, onChange }: GroupFieldsProps) {
  const { t } = useTranslation('rights');
  return (
    <div className="mb-6 flex flex-col gap-3">
      <Field label={t('groups.name')}>
        {(control) => (
          <Input
            {...control}
            disabled={disabled}
            maxLength={80}
            value={value.name}
            onChange={(event) => onChange({ name: event.target.value })}
          />
        )}
      </Field>
      <Field label={t('groups.description')}>
        {(control) => (
          <Input
            {...control}
            disabled={disabled}
            maxLength={500}
            value={value.description}
            onChange={(event) => onChange({ description: event.target.value })}
          />
        )}
      </Field>
      <Field label={t('groups.parent')}>
        {({ id }) => (
          <Select
            id={id}
            disabled={disabled}
            value={value.parentId ?? top}
            onValueChange={(chosen) => onChange({ parentId: chosen === top ? null : chosen })}
            options={[
              { value: top, label: t('groups.top') },
              ...groups.map((group) => ({ value: group.id, label: group.name })),
            ]}
          />
        )}
      </Field>
    </div>
  );
}
