import type { BoardCard } from '@muster/contract/work/board-contents';
import { Archive, Search, Trash2, X } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Time } from '../../core/Time.tsx';
import { Button } from '../../ui/Button.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { IconButton } from '../../ui/IconButton.tsx';
import { Input } from '../../ui/Input.tsx';
import { Sheet, SheetClose } from '../../ui/Sheet.tsx';
import { TabPanel, Tabs } from '../../ui/Tabs.tsx';
import { toast } from '../../ui/toast.ts';
import { useBoard } from '../board/BoardSession.ts';
import { folded } from '../board/board-filter.ts';
import { useAwayCards } from '../board/use-board.ts';
import { useSetBoardSearch } from '../board/use-board-search.ts';
import { useCardActions } from '../board/use-card-actions.ts';

type Kind = 'archived' | 'deleted';

/** Cards off the board: archived and deleted ones, to find, read and bring back. */
export function ArchiveSheet() {
  const { t } = useTranslation('work');
  const setSearch = useSetBoardSearch();
  const close = () => setSearch({ panel: undefined });
  return (
    <Sheet open onOpenChange={(open) => !open && close()} title={t('away.title')} mode="panel">
      <div className="flex h-12 shrink-0 items-center gap-2 pr-2 pl-5">
        <p aria-hidden className="flex-1 truncate font-semibold text-base">
          {t('away.title')}
        </p>
        <SheetClose asChild>
          <IconButton label={t('panel.close')} shortcut="escape">
            <X />
          </IconButton>
        </SheetClose>
      </div>
      <AwayTabs />
    </Sheet>
  );
}

function AwayTabs() {
  const { t } = useTranslation('work');
  const away = useAwayCards();
  const [kind, setKind] = useState<Kind>('archived');
  const [query, setQuery] = useState('');
  const tabs = (['archived', 'deleted'] as const).map((value) => ({
    value,
    label: t(`away.${value}`),
    count: away[value].length,
  }));
  const found = away[kind].filter((card) => folded(card.title).includes(folded(query)));
  return (
    <Tabs
      label={t('away.title')}
      value={kind}
      onValueChange={setKind}
      tabs={tabs}
      className="flex min-h-0 flex-1 flex-col px-5"
    >
      <TabPanel value={kind} className="flex min-h-0 flex-1 flex-col outline-none">
        {away[kind].length > 0 && (
          <Input
            type="search"
            icon={<Search />}
            value={query}
            aria-label={t('away.search')}
            placeholder={t('away.search')}
            onChange={(event) => setQuery(event.target.value)}
            className="my-3"
          />
        )}
        {away[kind].length === 0 ? <NothingAway kind={kind} /> : <AwayList cards={found} kind={kind} />}
      </TabPanel>
    </Tabs>
  );
}

function NothingAway({ kind }: { kind: Kind }) {
  const { t } = useTranslation('work');
  const isArchive = kind === 'archived';
  return (
    <EmptyState
      icon={isArchive ? <Archive /> : <Trash2 />}
      title={t(isArchive ? 'away.noneArchived' : 'away.noneDeleted')}
    >
      {t(isArchive ? 'away.noneArchivedHint' : 'away.noneDeletedHint')}
    </EmptyState>
  );
}

/** How many rows are shown; the search finds the rest. */
const SHOWN = 200;

function AwayList({ cards, kind }: { cards: readonly BoardCard[]; kind: Kind }) {
  return (
    <ul className="-mx-2 min-h-0 flex-1 overflow-y-auto pb-6">
      {cards.slice(0, SHOWN).map((card) => (
        <AwayRow key={card.id} card={card} kind={kind} />
      ))}
    </ul>
  );
}

function AwayRow({ card, kind }: { card: BoardCard; kind: Kind }) {
  const { t } = useTranslation('work');
  const { canEdit } = useBoard();
  const setSearch = useSetBoardSearch();
  const { restore } = useCardActions();
  const at = kind === 'archived' ? card.archivedAt : card.deletedAt;
  const title = card.title || t('untitled');
  const bringBack = () => {
    restore([card.id]);
    toast(t('away.restored', { title }));
  };
  return (
    <li className="flex min-h-row items-center gap-3 rounded-md px-2 hover:bg-hover">
      <button
        type="button"
        onClick={() => setSearch({ card: card.id })}
        className="min-w-0 flex-1 truncate py-2 text-left"
        title={title}
      >
        {title}
      </button>
      {at && <Time value={at} className="shrink-0 text-ink-3 text-xs" />}
      {canEdit && (
        <Button size="small" onClick={bringBack}>
          {t('restore')}
        </Button>
      )}
    </li>
  );
}
