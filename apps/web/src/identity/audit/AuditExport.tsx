import { Braces, Download, Table, X } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../core/use-format.ts';
import { Button } from '../../ui/Button.tsx';
import { DropdownMenu, MenuItem } from '../../ui/DropdownMenu.tsx';
import { IconButton } from '../../ui/IconButton.tsx';
import { ProgressLine } from '../../ui/ProgressLine.tsx';
import type { ExportProgress } from './read-export.ts';
import { useAuditExport } from './use-audit-export.ts';
import { filterOf, useAuditSearch } from './use-audit-search.ts';

/** Saves what the filters show as a file; while it comes, how far it is, and a way to stop it. */
export function AuditExport() {
  const { t } = useTranslation('identity');
  const { search } = useAuditSearch();
  const { progress, start, cancel } = useAuditExport();
  if (progress) return <Exporting progress={progress} onCancel={cancel} />;
  return (
    <DropdownMenu
      align="end"
      trigger={
        <Button icon={<Download aria-hidden />} title={t('audit.exportHint')}>
          {t('audit.export')}
        </Button>
      }
    >
      <MenuItem icon={<Table />} onSelect={() => void start('csv', filterOf(search))}>
        {t('audit.exportCsv')}
      </MenuItem>
      <MenuItem icon={<Braces />} onSelect={() => void start('json', filterOf(search))}>
        {t('audit.exportJson')}
      </MenuItem>
    </DropdownMenu>
  );
}

function Exporting({ progress, onCancel }: { progress: ExportProgress; onCancel: () => void }) {
  const { t } = useTranslation('identity');
  const { number } = useFormat();
  const { done, total } = progress;
  return (
    <div className="flex h-control w-48 items-center gap-2">
      <div className="min-w-0 flex-1">
        <p className="truncate text-right text-ink-3 text-xs tabular-nums">
          {t('audit.exportedSoFar', { done: number(done), total: number(total) })}
        </p>
        <ProgressLine label={t('audit.exporting')} {...(total > 0 && { value: done / total })} />
      </div>
      <IconButton label={t('audit.exportCancel')} size="small" onClick={onCancel}>
        <X />
      </IconButton>
    </div>
  );
}
