import { setWipLimit } from '@muster/contract/work/board-columns';
import type { BoardColumn } from '@muster/contract/work/board-contents';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { Field } from '../../ui/Field.tsx';
import { Input } from '../../ui/Input.tsx';
import { useBoard } from './BoardSession.ts';

/** Asks how many cards a column should hold. More are possible; the column then warns. */
export function WipLimitDialog({ column, onClose }: { column: BoardColumn; onClose: () => void }) {
  const { doc, step } = useBoard();
  const { t } = useTranslation('work');
  const [value, setValue] = useState(column.wipLimit === null ? '' : String(column.wipLimit));
  const set = (limit: number | null) => {
    setWipLimit(doc, step(), column.id, limit);
    onClose();
  };
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    const limit = Math.floor(Number(value));
    set(limit > 0 ? limit : null);
  };
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()} title={t('column.limit')} description={column.name}>
      <form onSubmit={onSubmit} className="flex items-end gap-2">
        <Field label={t('column.atMost')} labelHidden className="flex-1">
          {(control) => (
            <Input
              {...control}
              type="number"
              inputMode="numeric"
              min={1}
              max={9999}
              value={value}
              placeholder={t('column.noLimit')}
              onChange={(event) => setValue(event.target.value)}
            />
          )}
        </Field>
        <Button onClick={() => set(null)}>{t('column.noLimit')}</Button>
        <Button type="submit" variant="primary">
          {t('save')}
        </Button>
      </form>
    </Dialog>
  );
}
