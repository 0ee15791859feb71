import { type Editor, useEditorState } from '@tiptap/react';
import { Bold, Code, Heading2, Italic, List, ListOrdered, Quote, Strikethrough } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { IconButton } from '../../ui/IconButton.tsx';

const marks = ['bold', 'italic', 'strike', 'code', 'heading', 'bulletList', 'orderedList', 'blockquote'] as const;
type Mark = (typeof marks)[number];

/** Formatting for those who do not know the keys; stands there while the description has the focus. */
export function FormattingBar({ editor }: { editor: Editor }) {
  const { t } = useTranslation('work');
  const active = useEditorState({
    editor,
    selector: ({ editor: current }) => marks.filter((mark) => current.isActive(mark)).join(' '),
  });
  const run = () => editor.chain().focus();
  const button = (mark: Mark, label: string, icon: ReactNode, act: () => void, shortcut?: string) => (
    <IconButton
      key={mark}
      size="small"
      label={label}
      shortcut={shortcut}
      pressed={active.split(' ').includes(mark)}
      onMouseDown={(event) => event.preventDefault()}
      onClick={act}
    >
      {icon}
    </IconButton>
  );
  return (
    <div
      role="toolbar"
      aria-label={t('editor.toolbar')}
      className="-mx-2 mb-1 flex flex-wrap border-line border-b pb-1"
    >
      {button('bold', t('editor.bold'), <Bold />, () => run().toggleBold().run(), 'mod+b')}
      {button('italic', t('editor.italic'), <Italic />, () => run().toggleItalic().run(), 'mod+i')}
      {button('strike', t('editor.strike'), <Strikethrough />, () => run().toggleStrike().run())}
      {button('code', t('editor.code'), <Code />, () => run().toggleCode().run(), 'mod+e')}
      {button('heading', t('editor.heading'), <Heading2 />, () => run().toggleHeading({ level: 2 }).run())}
      {button('bulletList', t('editor.bulletList'), <List />, () => run().toggleBulletList().run())}
      {button('orderedList', t('editor.orderedList'), <ListOrdered />, () => run().toggleOrderedList().run())}
      {button('blockquote', t('editor.quote'), <Quote />, () => run().toggleBlockquote().run())}
    </div>
  );
}
