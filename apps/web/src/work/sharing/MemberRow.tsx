import type { BoardAccess, BoardDetails, BoardMember } from '@muster/contract/work/boards';
import { X } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useMe } from '../../core/use-me.ts';
import { Avatar } from '../../ui/Avatar.tsx';
import { IconButton } from '../../ui/IconButton.tsx';
import { Select } from '../../ui/Select.tsx';
import { useSetMember } from '../use-board-commands.ts';

interface MemberRowProps {
  board: BoardDetails;
  member: BoardMember;
  mayShare: boolean;
}

const levels: BoardAccess[] = ['viewer', 'editor', 'owner'];

/** One person with access. The board's owner keeps theirs: a board without an owner could not be shared any more. */
export function MemberRow({ board, member, mayShare }: MemberRowProps) {
  const { t } = useTranslation('work');
  const me = useMe().user;
  const setMember = useSetMember();
  const words = { viewer: t('access.viewer'), editor: t('access.editor'), owner: t('access.owner') };
  const isFixed = !mayShare || member.userId === board.ownerId;
  const change = (access: BoardAccess | null) => setMember.mutate({ id: board.id, userId: member.userId, access });
  return (
    <li className="flex min-h-row items-center gap-3">
      <Avatar person={{ id: member.userId, name: member.name, color: member.color }} size={28} />
      <span className="min-w-0 flex-1 truncate">
        {member.userId === me.id ? t('you', { name: member.name }) : member.name}
      </span>
      {isFixed ? (
        <span className="text-ink-3">{words[member.access]}</span>
      ) : (
        <>
          <Select
            aria-label={t('share.accessOf', { name: member.name })}
            value={member.access}
            onValueChange={change}
            options={levels.map((value) => ({ value, label: words[value] }))}
            className="w-32!"
          />
          <IconButton label={t('share.removeMember', { name: member.name })} onClick={() => change(null)}>
            <X />
          </IconButton>
        </>
      )}
    </li>
  );
}
