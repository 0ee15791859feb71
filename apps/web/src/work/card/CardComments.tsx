import { addComment } from '@muster/contract/work/board-comments';
import type { BoardCard } from '@muster/contract/work/board-contents';
import { newEntryId } from '@muster/contract/work/board-id';
import { type FormEvent, type KeyboardEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Avatar } from '../../ui/Avatar.tsx';
import { Button } from '../../ui/Button.tsx';
import { TextArea } from '../../ui/TextArea.tsx';
import { useBoard } from '../board/BoardSession.ts';
import { CommentRow } from './CommentRow.tsx';
import { Section } from './Section.tsx';

export function CardComments({ card }: { card: BoardCard }) {
  const { t } = useTranslation('work');
  const { canEdit } = useBoard();
  if (card.comments.length === 0 && !canEdit) return null;
  return (
    <Section title={t('panel.comments')}>
      <ol className="flex flex-col gap-4">
        {card.comments.map((comment) => (
          <CommentRow key={comment.id} cardId={card.id} comment={comment} />
        ))}
      </ol>
      {canEdit && <NewComment cardId={card.id} />}
    </Section>
  );
}

function NewComment({ cardId }: { cardId: string }) {
  const { t } = useTranslation('work');
  const { doc, step, me } = useBoard();
  const [text, setText] = useState('');
  const send = (event: FormEvent | KeyboardEvent) => {
    event.preventDefault();
    if (!text.trim()) return;
    addComment(doc, step(), cardId, { id: newEntryId(), text: text.trim() });
    setText('');
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && (event.metaKey || event.ctrlKey)) send(event);
  };
  return (
    <form onSubmit={send} className="mt-4 flex gap-3">
      <Avatar person={me} size={24} className="mt-1" />
      <div className="min-w-0 flex-1">
        <TextArea
          value={text}
          rows={2}
          aria-label={t('panel.addComment')}
          placeholder={t('panel.addComment')}
          onChange={(event) => setText(event.target.value)}
          onKeyDown={onKeyDown}
        />
        {text.trim() && (
          <Button type="submit" size="small" variant="primary" className="mt-2">
            {t('panel.send')}
          </Button>
        )}
      </div>
    </form>
  );
}
