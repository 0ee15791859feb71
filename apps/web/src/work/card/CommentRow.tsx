import { deleteComment, editComment, restoreComment } from '@muster/contract/work/board-comments';
import type { CardComment } from '@muster/contract/work/board-contents';
import { Ellipsis, PencilLine, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Time } from '../../core/Time.tsx';
import { Avatar } from '../../ui/Avatar.tsx';
import { Button } from '../../ui/Button.tsx';
import { DropdownMenu, MenuItem } from '../../ui/DropdownMenu.tsx';
import { IconButton } from '../../ui/IconButton.tsx';
import { TextArea } from '../../ui/TextArea.tsx';
import { toast } from '../../ui/toast.ts';
import { useBoard } from '../board/BoardSession.ts';

export function CommentRow({ cardId, comment }: { cardId: string; comment: CardComment }) {
  const { t } = useTranslation('work');
  const { people, me, canEdit } = useBoard();
  const [isEditing, setEditing] = useState(false);
  const author = people.get(comment.authorId) ?? { id: comment.authorId, name: t('unknownPerson') };
  return (
    <li className="group/comment flex gap-3">
      <Avatar person={author} size={24} className="mt-0.5" />
      <div className="min-w-0 flex-1">
        <p className="flex min-h-6 items-center gap-2">
          <span className="truncate font-medium">{author.name}</span>
          {comment.createdAt && <Time value={comment.createdAt} className="shrink-0 text-ink-3 text-xs" />}
          {comment.editedAt && <span className="text-ink-3 text-xs">{t('panel.edited')}</span>}
          {canEdit && comment.authorId === me.id && !isEditing && (
            <CommentMenu cardId={cardId} comment={comment} name={author.name} onEdit={() => setEditing(true)} />
          )}
        </p>
        {isEditing ? (
          <CommentEditor cardId={cardId} comment={comment} onDone={() => setEditing(false)} />
        ) : (
          <p className="whitespace-pre-wrap break-words">{comment.text}</p>
        )}
      </div>
    </li>
  );
}

interface CommentMenuProps {
  cardId: string;
  comment: CardComment;
  name: string;
  onEdit: () => void;
}

function CommentMenu({ cardId, comment, name, onEdit }: CommentMenuProps) {
  const { t } = useTranslation('work');
  const { doc, step } = useBoard();
  const remove = () => {
    deleteComment(doc, step(), cardId, comment.id);
    const run = () => restoreComment(doc, step(), cardId, comment.id);
    toast(t('panel.commentDeleted'), { action: { label: t('undo'), run } });
  };
  return (
    <DropdownMenu
      align="end"
      trigger={
        <IconButton
          size="small"
          label={t('panel.commentMenu', { name })}
          className="ml-auto opacity-0 focus-visible:opacity-100 group-hover/comment:opacity-100 data-[state=open]:opacity-100 pointer-coarse:opacity-100"
        >
          <Ellipsis />
        </IconButton>
      }
    >
      <MenuItem icon={<PencilLine />} onSelect={onEdit}>
        {t('panel.edit')}
      </MenuItem>
      <MenuItem icon={<Trash2 />} danger onSelect={remove}>
        {t('delete')}
      </MenuItem>
    </DropdownMenu>
  );
}

interface CommentEditorProps {
  cardId: string;
  comment: CardComment;
  onDone: () => void;
}

function CommentEditor({ cardId, comment, onDone }: CommentEditorProps) {
  const { t } = useTranslation('work');
  const { doc, step } = useBoard();
  const [text, setText] = useState(comment.text);
  const save = () => {
    if (text.trim()) editComment(doc, step(), cardId, comment.id, text.trim());
    onDone();
  };
  return (
    <div className="mt-1">
      <TextArea
        value={text}
        rows={2}
        aria-label={t('panel.editComment')}
        onChange={(event) => setText(event.target.value)}
      />
      <div className="mt-2 flex gap-2">
        <Button size="small" variant="primary" disabled={!text.trim()} onClick={save}>
          {t('save')}
        </Button>
        <Button size="small" variant="ghost" onClick={onDone}>
          {t('cancel')}
        </Button>
      </div>
    </div>
  );
}
