import { newEntryId } from '@muster/contract/work/board-id';
import type { BoardKind, TenantAccess } from '@muster/contract/work/boards';
import { useNavigate } from '@tanstack/react-router';
import { UserRound, UsersRound } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMe } from '../../core/use-me.ts';
import { useProblemText } from '../../core/use-problem-text.ts';
import { CustomFieldsSection } from '../../identity/custom-fields/CustomFieldsSection.tsx';
import { type FieldDraft, useFieldDraft } from '../../identity/custom-fields/use-field-draft.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { Field } from '../../ui/Field.tsx';
import { Input } from '../../ui/Input.tsx';
import { SegmentedControl } from '../../ui/SegmentedControl.tsx';
import { Select } from '../../ui/Select.tsx';
import { useCreateBoard } from '../use-board-commands.ts';

const levels: TenantAccess[] = ['none', 'viewer', 'editor'];

const noValues = {};

/** Asks for the name, for whom it is, and who may see it; then opens the new board. */
export function CreateBoardDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('work');
  const [kind, setKind] = useState<BoardKind>('team');
  const [tenantAccess, setTenantAccess] = useState<TenantAccess>('editor');
  const fields = useFieldDraft('board', noValues);
  const { name, setName, error, isPending, submit } = useCreation({ kind, tenantAccess, fields });
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()} title={t('create.title')}>
      <form onSubmit={submit} className="flex flex-col gap-4">
        <Field label={t('create.name')} error={error}>
          {(control) => (
            <Input
              {...control}
              autoFocus
              value={name}
              maxLength={200}
              placeholder={t('create.placeholder')}
              onChange={(event) => setName(event.target.value)}
            />
          )}
        </Field>
        <KindChoice kind={kind} onChange={setKind} />
        {kind === 'team' && <CompanyChoice value={tenantAccess} onChange={setTenantAccess} />}
        <CustomFieldsSection draft={fields} />
        <div className="flex justify-end gap-2 pt-1">
          <Button onClick={onClose}>{t('cancel')}</Button>
          <Button type="submit" variant="primary" busy={isPending}>
            {t('create.submit')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

interface Creation {
  fields: FieldDraft;
  kind: BoardKind;
  tenantAccess: TenantAccess;
}

function useCreation({ kind, tenantAccess, fields }: Creation) {
  const { t } = useTranslation('work');
  const navigate = useNavigate();
  const problemText = useProblemText();
  const create = useCreateBoard();
  const [name, setName] = useState('');
  const [isMissing, setMissing] = useState(false);
  // The same id for every attempt: pressed twice, or sent again after a lost answer, it still makes one board.
  const [id] = useState(() => newEntryId());
  const columns = (['todo', 'doing', 'done'] as const).map((column) => t(`column.starterNames.${column}`));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const customFields = fields.read();
    if (!name.trim()) return setMissing(true);
    if (customFields === null) return;
    const access = kind === 'team' ? tenantAccess : 'none';
    create.mutate(
      { id, name: name.trim(), kind, tenantAccess: access, columns, ...(customFields && { customFields }) },
      { onSuccess: (board) => void navigate({ to: '/work/boards/$boardId', params: { boardId: board.id } }) },
    );
  };
  const failure = create.error ? problemText(create.error).message : undefined;
  const error = isMissing && !name.trim() ? t('create.required') : failure;
  return { name, setName, error, isPending: create.isPending, submit };
}

function KindChoice({ kind, onChange }: { kind: BoardKind; onChange: (kind: BoardKind) => void }) {
  const { t } = useTranslation('work');
  const options = [
    { value: 'team' as const, label: t('create.team'), icon: <UsersRound /> },
    { value: 'personal' as const, label: t('create.personal'), icon: <UserRound /> },
  ];
  return (
    <div className="flex flex-col gap-1.5">
      <span className="font-medium text-ink-2 text-xs">{t('create.kind')}</span>
      <div>
        <SegmentedControl label={t('create.kind')} value={kind} onValueChange={onChange} options={options} />
      </div>
      <p className="text-ink-3 text-xs">{t(kind === 'team' ? 'create.teamHint' : 'create.personalHint')}</p>
    </div>
  );
}

function CompanyChoice({ value, onChange }: { value: TenantAccess; onChange: (value: TenantAccess) => void }) {
  const { t } = useTranslation('work');
  const company = useMe().tenant.name;
  const words = { none: t('access.none'), viewer: t('access.viewer'), editor: t('access.editor') };
  return (
    <Field label={t('create.everyone', { company })}>
      {(control) => (
        <Select
          {...control}
          value={value}
          onValueChange={onChange}
          options={levels.map((level) => ({ value: level, label: words[level] }))}
        />
      )}
    </Field>
  );
}
