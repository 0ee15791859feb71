import { useNavigate } from '@tanstack/react-router';
import { Command } from 'cmdk';
import { SquareKanban, StickyNote } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { PaletteItem, paletteGroup } from './PaletteItem.tsx';
import type { Found } from './use-search.ts';

interface PaletteRecordsProps {
  found: Found;
  run: (action: () => void) => () => void;
}

export function PaletteRecords({ found, run }: PaletteRecordsProps) {
  const { t } = useTranslation('app');
  const navigate = useNavigate();
  const open = (boardId: string, card?: string) =>
    run(() => void navigate({ to: '/work/boards/$boardId', params: { boardId }, search: { card } }));
  return (
    <>
      {found.boards.length > 0 && (
        <Command.Group heading={found.isRecent ? t('palette.recent') : t('palette.boards')} className={paletteGroup}>
          {found.boards.map(({ id, name }) => (
            <PaletteItem key={id} id={`board:${id}`} icon={<SquareKanban />} label={name} onSelect={open(id)} />
          ))}
        </Command.Group>
      )}
      {found.cards.length > 0 && (
        <Command.Group heading={t('palette.cards')} className={paletteGroup}>
          {found.cards.map((card) => (
            <PaletteItem
              key={card.id}
              id={`card:${card.id}`}
              icon={<StickyNote />}
              label={card.title}
              context={card.boardName}
              onSelect={open(card.boardId, card.id)}
            />
          ))}
        </Command.Group>
      )}
    </>
  );
}
