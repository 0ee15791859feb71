import type { DocumentVersion } from '@muster/contract/collaboration/versions';
import { X } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { IconButton } from '../../ui/IconButton.tsx';
import { Sheet, SheetClose } from '../../ui/Sheet.tsx';
import { useSetBoardSearch } from '../board/use-board-search.ts';
import { VersionComparison } from './VersionComparison.tsx';
import { VersionList } from './VersionList.tsx';

/** Named versions of the board: save one, see what changed since, go back. */
export function VersionHistory() {
  const { t } = useTranslation('work');
  const setSearch = useSetBoardSearch();
  const [compared, setCompared] = useState<DocumentVersion | null>(null);
  const close = () => setSearch({ panel: undefined });
  return (
    <Sheet open onOpenChange={(open) => !open && close()} title={t('versions.title')} mode="panel">
      <div className="flex h-12 shrink-0 items-center gap-2 border-line border-b pr-2 pl-5">
        <p aria-hidden className="flex-1 truncate font-semibold text-base">
          {t('versions.title')}
        </p>
        <SheetClose asChild>
          <IconButton label={t('versions.close')} shortcut="escape">
            <X />
          </IconButton>
        </SheetClose>
      </div>
      {compared ? (
        <VersionComparison version={compared} onBack={() => setCompared(null)} />
      ) : (
        <VersionList onCompare={setCompared} />
      )}
    </Sheet>
  );
}
