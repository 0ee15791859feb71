import { useQueryClient } from '@tanstack/react-query';
import { BookmarkPlus, Ellipsis, PackageCheck, Unplug } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { trpc, trpcClient } from '../core/trpc.ts';
import { useProblemText } from '../core/use-problem-text.ts';
import { DropdownMenu, MenuItem } from '../ui/DropdownMenu.tsx';
import { IconButton } from '../ui/IconButton.tsx';
import { toast, toastError } from '../ui/toast.ts';
import type { LiveDocumentItem } from './live-document.ts';
import { SaveVersionDialog } from './SaveVersionDialog.tsx';

/** Does something with a document, says what came of it, and has the list looked at again. @returns whether it was done */
function useOperate() {
  const textOf = useProblemText();
  const queryClient = useQueryClient();
  const attempt = async (work: () => Promise<unknown>, done: string): Promise<boolean> => {
    try {
      await work();
      toast(done);
      return true;
    } catch (error) {
      const { message, action } = textOf(error);
      toastError(message, { description: action });
      return false;
    }
  };
  return async (work: () => Promise<unknown>, done: string): Promise<boolean> => {
    const isDone = await attempt(work, done);
    void queryClient.invalidateQueries({ queryKey: trpc.collaboration.liveDocuments.pathKey() });
    return isDone;
  };
}

export function DocumentActions({ document: { id, title } }: { document: LiveDocumentItem }) {
  const { t } = useTranslation('collaboration');
  const operate = useOperate();
  const [naming, setNaming] = useState(false);
  const name = title ?? t('private');
  const { close, compact, saveVersion } = trpcClient.collaboration.liveDocuments;
  const save = (version: string) =>
    operate(() => saveVersion.mutate({ id, name: version }), t('versionSaved', { version }));
  return (
    <>
      <DropdownMenu
        align="end"
        trigger={
          <IconButton label={t('actions', { name })} size="small">
            <Ellipsis />
          </IconButton>
        }
      >
        <MenuItem icon={<BookmarkPlus />} onSelect={() => setNaming(true)}>
          {t('version')}
        </MenuItem>
        <MenuItem
          icon={<PackageCheck />}
          onSelect={() => void operate(() => compact.mutate({ id }), t('compacted', { name }))}
        >
          {t('compact')}
        </MenuItem>
        <MenuItem icon={<Unplug />} onSelect={() => void operate(() => close.mutate({ id }), t('closed', { name }))}>
          {t('close')}
        </MenuItem>
      </DropdownMenu>
      {naming && <SaveVersionDialog name={name} onSave={save} onClose={() => setNaming(false)} />}
    </>
  );
}
