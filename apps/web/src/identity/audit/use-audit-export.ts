import { type AuditExportFormat, type AuditFilter, exportTotalHeader } from '@muster/contract/identity/audit';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useProblemText } from '../../core/use-problem-text.ts';
import { toast, toastError } from '../../ui/toast.ts';
import { type ExportProgress, readExport } from './read-export.ts';

/** Fetches the audit log as a file. `progress` is null while none is on its way. */
export function useAuditExport() {
  const { t } = useTranslation('identity');
  const textOf = useProblemText();
  const [progress, setProgress] = useState<ExportProgress | null>(null);
  const running = useRef<AbortController | null>(null);
  useEffect(() => () => running.current?.abort(), []);
  const start = async (format: AuditExportFormat, filter: AuditFilter) => {
    const controller = new AbortController();
    running.current = controller;
    setProgress({ done: 0, total: 0 });
    try {
      saveFile(await fetchExport(format, filter, controller.signal, setProgress), `audit.${format}`);
      toast(t('audit.exportDone'));
    } catch (error) {
      if (controller.signal.aborted) return toast(t('audit.exportStopped'));
      const { message, action } = textOf(error);
      toastError(message, { description: action });
    } finally {
      setProgress(null);
    }
  };
  return { progress, start, cancel: () => running.current?.abort() };
}

/** @throws what the server answered instead of a file, as failed calls carry it */
async function fetchExport(
  format: AuditExportFormat,
  filter: AuditFilter,
  signal: AbortSignal,
  onProgress: (progress: ExportProgress) => void,
): Promise<Blob> {
  const response = await fetch(`/export/audit?${new URLSearchParams({ ...filter, format }).toString()}`, { signal });
  if (!response.ok) {
    const { error }: { error: unknown } = await response.json();
    throw error;
  }
  return readExport(response, Number(response.headers.get(exportTotalHeader)), onProgress);
}

function saveFile(contents: Blob, name: string): void {
  const address = URL.createObjectURL(contents);
  const link = Object.assign(document.createElement('a'), { href: address, download: name });
  link.click();
  // The browser has to begin with it before the address may go.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
