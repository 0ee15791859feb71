import type { BoardDetails } from '@muster/contract/work/boards';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useProblemText } from '../../core/use-problem-text.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { Field } from '../../ui/Field.tsx';
import { Input } from '../../ui/Input.tsx';
import { useRenameBoard } from '../use-board-commands.ts';

export function RenameBoardDialog({ board, onClose }: { board: BoardDetails; onClose: () => void }) {
  const { t } = useTranslation('work');
  const [name, setName] = useState(board.name);
  const rename = useRenameBoard();
  const problemText = useProblemText();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    rename.mutate({ id: board.id, name: name.trim(), version: board.version }, { onSuccess: onClose });
  };
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()} title={t('board.rename')}>
      <form onSubmit={submit} className="flex flex-col gap-4">
        <Field label={t('board.name')} error={rename.error ? problemText(rename.error).message : undefined}>
          {(control) => (
            <Input {...control} value={name} maxLength={200} onChange={(event) => setName(event.target.value)} />
          )}
        </Field>
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
