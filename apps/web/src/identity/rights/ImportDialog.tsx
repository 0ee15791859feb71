import type { ImportResult, ImportRow } from '@muster/contract/identity/employees';
import { FileUp } from 'lucide-react';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { trpcClient } from '../../core/trpc.ts';
import { Badge } from '../../ui/Badge.tsx';
import { Button } from '../../ui/Button.tsx';
import { Checkbox } from '../../ui/Checkbox.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { useRun } from './use-run.ts';
import { useSubmission } from './use-submission.ts';

interface Chosen {
  name: string;
  csv: string;
  preview: ImportResult;
}

/** Employees from a file: chosen, looked at line by line, and only then imported. */
export function ImportDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('rights');
  const run = useRun();
  const importing = useSubmission();
  const picker = useRef<HTMLInputElement>(null);
  const [chosen, setChosen] = useState<Chosen>();
  const [reading, setReading] = useState(false);
  const [welcome, setWelcome] = useState(true);
  const choose = async (file: File) => {
    setReading(true);
    setChosen(undefined);
    await run(async () => {
      const csv = await file.text();
      setChosen({ name: file.name, csv, preview: await trpcClient.identity.employees.previewImport.mutate({ csv }) });
    });
    setReading(false);
  };
  const submit = async ({ csv, preview }: Chosen) => {
    const work = () => trpcClient.identity.employees.import.mutate({ csv, welcome });
    const done = t('import.done', { created: preview.created, updated: preview.updated });
    if (await importing.run(work, done)) onClose();
  };
  const count = chosen ? chosen.preview.created + chosen.preview.updated : 0;
  return (
    <Dialog
      open
      size="large"
      onOpenChange={(open) => !open && onClose()}
      title={t('import.title')}
      description={t('import.lead')}
      footer={
        <>
          <Button onClick={onClose}>{t('import.cancel')}</Button>
          {chosen && (
            <Button variant="primary" busy={importing.busy} disabled={count === 0} onClick={() => void submit(chosen)}>
              {count === 0 ? t('import.nothing') : t('import.submit', { count })}
            </Button>
          )}
        </>
      }
    >
      <input
        ref={picker}
        type="file"
        accept=".csv,text/csv"
        aria-label={t('import.choose')}
        className="sr-only"
        tabIndex={-1}
        onChange={(event) => {
          const [file] = event.target.files ?? [];
          event.target.value = '';
          if (file) void choose(file);
        }}
      />
      <Button icon={<FileUp />} busy={reading && !chosen} onClick={() => picker.current?.click()}>
        {chosen ? t('import.chosen', { name: chosen.name }) : t('import.choose')}
      </Button>
      {chosen && <ImportPreview preview={chosen.preview} />}
      {chosen && chosen.preview.created > 0 && (
        <div className="mt-4 flex items-center gap-2.5">
          <Checkbox id="import-welcome" checked={welcome} onCheckedChange={setWelcome} />
          <label htmlFor="import-welcome">{t('import.welcome', { count: chosen.preview.created })}</label>
        </div>
      )}
    </Dialog>
  );
}

function ImportPreview({ preview }: { preview: ImportResult }) {
  const { t } = useTranslation('rights');
  const { rows, unknownColumns, created, updated, failed } = preview;
  return (
    <div className="mt-4">
      <p role="status" className="mb-2 font-medium tabular-nums">
        {t('import.summary', { created, updated, failed })}
      </p>
      {unknownColumns.length > 0 && (
        <p className="mb-2 text-warn-text">{t('import.unknown', { columns: unknownColumns.join(', ') })}</p>
      )}
      <table className="w-full text-left">
        <thead className="text-ink-3 text-xs">
          <tr>
            <th scope="col" className="py-1 pr-3 font-medium">
              {t('import.line')}
            </th>
            <th scope="col" className="py-1 pr-3 font-medium">
              {t('import.person')}
            </th>
            <th scope="col" className="py-1 font-medium">
              {t('import.outcome')}
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <ImportLine key={row.line} row={row} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

const tones = { create: 'good', update: 'accent', error: 'bad' } as const;

function ImportLine({ row }: { row: ImportRow }) {
  const { t } = useTranslation('rights');
  return (
    <tr className="border-line border-t align-top">
      <td className="py-1.5 pr-3 text-ink-3 tabular-nums">{row.line}</td>
      <td className="py-1.5 pr-3 leading-tight">
        {row.name || '–'}
        <span className="block text-ink-3 text-xs">{row.email}</span>
      </td>
      <td className="py-1.5">
        <Badge tone={tones[row.outcome]}>{t(`import.${row.outcome}`)}</Badge>
        {row.problems.map((problem) => (
          <span key={problem} className="mt-0.5 block text-bad-text text-xs">
            {problem}
          </span>
        ))}
      </td>
    </tr>
  );
}
