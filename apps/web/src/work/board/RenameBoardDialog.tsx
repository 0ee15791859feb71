import type { BoardDetails } from '@muster/contract/work/boards';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useProblemText } from '../../core/use-problem-text.ts';
import { CustomFieldsSection } from '../../identity/custom-fields/CustomFieldsSection.tsx';
import { useFieldDraft } from '../../identity/custom-fields/use-field-draft.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { Field } from '../../ui/Field.tsx';
import { Input } from '../../ui/Input.tsx';
import { useRenameBoard } from '../use-board-commands.ts';

/** The board's name, and what the company keeps about its boards. */
export function RenameBoardDialog({ board, onClose }: { board: BoardDetails; onClose: () => void }) {
  const { t } = useTranslation('work');
  const [name, setName] = useState(board.name);
  const fields = useFieldDraft('board', board.customFields);
  const rename = useRenameBoard();
  const problemText = useProblemText();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const customFields = fields.read();
    if (customFields === null) return;
    const change = { id: board.id, name: name.trim(), version: board.version };
    rename.mutate({ ...change, ...(customFields && { customFields }) }, { onSuccess: onClose });
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t(fields.fields.length > 0 ? 'board.details' : 'board.rename')}
    >
      <form onSubmit={submit} className="flex flex-col gap-4">
        <Field label={t('board.name')} error={rename.error ? problemText(rename.error).message : undefined}>
          {(control) => (
            <Input {...control} value={name} maxLength={200} onChange={(event) => setName(event.target.value)} />
          )}
        </Field>
        <CustomFieldsSection draft={fields} />
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>{t('cancel')}</Button>
          <Button type="submit" variant="primary" busy={rename.isPending} disabled={!name.trim()}>
            {t('save')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
