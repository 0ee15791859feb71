import { assign, unassign } from '@muster/contract/work/board-cards';
import type { BoardCard } from '@muster/contract/work/board-contents';
import { Command } from 'cmdk';
import { Check } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Avatar } from '../../ui/Avatar.tsx';
import { menuItem } from '../../ui/menu-look.ts';
import { Popover } from '../../ui/Popover.tsx';
import { useBoard } from '../board/BoardSession.ts';
import { pickerInput, pickerItem } from './picker-look.ts';

/** Finds people and puts them on the card, or takes them off. */
export function AssigneePicker({ card, trigger }: { card: BoardCard; trigger: ReactNode }) {
  const { t } = useTranslation('work');
  const { doc, people, me, step } = useBoard();
  const toggle = (userId: string) => {
    const change = card.assigneeIds.includes(userId) ? unassign : assign;
    change(doc, step(), card.id, userId);
  };
  return (
    <Popover trigger={trigger} label={t('panel.assign')} className="w-64">
      <Command label={t('panel.assign')}>
        <Command.Input placeholder={t('panel.findPerson')} className={pickerInput} />
        <Command.List className="max-h-72 overflow-y-auto">
          <Command.Empty className="px-2 py-3 text-center text-ink-3">{t('share.none')}</Command.Empty>
          {[...people.values()].map((person) => (
            <Command.Item
              key={person.id}
              value={person.id}
              keywords={[person.name]}
              onSelect={() => toggle(person.id)}
              className={`${menuItem} ${pickerItem}`}
            >
              <Avatar person={person} size={20} />
              <span className="min-w-0 flex-1 truncate">
                {person.id === me.id ? t('you', { name: person.name }) : person.name}
              </span>
              {card.assigneeIds.includes(person.id) && <Check className="text-accent-text" />}
            </Command.Item>
          ))}
        </Command.List>
      </Command>
    </Popover>
  );
}
