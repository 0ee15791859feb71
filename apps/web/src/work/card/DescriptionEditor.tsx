import { Collaboration } from '@tiptap/extension-collaboration';
import { EditorContent, useEditor, useEditorState } from '@tiptap/react';
import { StarterKit } from '@tiptap/starter-kit';
import { useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type * as Y from 'yjs';
import { useBoard } from '../board/BoardSession.ts';
import { Carets } from './carets.ts';
import { FormattingBar } from './FormattingBar.tsx';
import './description.css';

/** The rich-text description, edited together. Undo is the editor's own here: it takes back this person's typing only. */
export default function DescriptionEditor({ fragment }: { fragment: Y.XmlFragment }) {
  const { t } = useTranslation('work');
  const { awareness, canEdit } = useBoard();
  const [isFocused, setFocused] = useState(false);
  const extensions = useMemo(
    () => [
      // No trailing paragraph: opening a card must not change it.
      StarterKit.configure({ undoRedo: false, trailingNode: false, link: { openOnClick: false } }),
      Collaboration.configure({ fragment }),
      Carets.configure({ awareness }),
    ],
    [fragment, awareness],
  );
  const editor = useEditor(
    {
      extensions,
      editable: canEdit,
      // What another client wrote and this editor cannot show is kept in the document, never removed.
      enableContentCheck: true,
      onContentError: () => undefined,
      editorProps: { attributes: { 'aria-label': t('panel.description'), role: 'textbox', 'aria-multiline': 'true' } },
      onFocus: () => setFocused(true),
    },
    [extensions],
  );
  useEffect(() => {
    editor?.setEditable(canEdit, false);
  }, [editor, canEdit]);
  const isEmpty = useEditorState({ editor, selector: ({ editor: current }) => current?.isEmpty ?? true });
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it only notices where the focus goes.
    <div
      className="description -mx-3 rounded-md border border-transparent px-3 py-1 focus-within:border-line-strong"
      onBlur={(event) => !event.currentTarget.contains(event.relatedTarget) && setFocused(false)}
    >
      {canEdit && isFocused && editor && <FormattingBar editor={editor} />}
      <EditorContent editor={editor} data-placeholder={isEmpty && canEdit ? t('panel.descriptionHint') : undefined} />
    </div>
  );
}
