import type { CardChange, SetChange } from '@muster/contract/work/board-diff';
import type { TextRun } from '@muster/contract/work/board-diff-text';
import { diffText } from '@muster/contract/work/board-diff-text';
import { clsx } from 'clsx';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { dateOf, useFormat } from '../../core/use-format.ts';
import { useBoard } from '../board/BoardSession.ts';
import { useLabels } from '../board/use-board.ts';

/** One card that both versions have, and everything that differs in it. */
export function ChangedCard({ change }: { change: CardChange }) {
  const { t } = useTranslation('work');
  return (
    <li className="rounded-md border border-line px-3 py-2">
      <p className="mb-1 break-words font-medium">{change.title || t('untitled')}</p>
      <dl className="flex flex-col gap-1 text-ink-2">
        <TextChanges change={change} />
        <FactChanges change={change} />
        <PeopleChanges change={change} />
      </dl>
    </li>
  );
}

function TextChanges({ change }: { change: CardChange }) {
  const { t } = useTranslation('work');
  const { titleText, descriptionText, checklist } = change;
  return (
    <>
      {titleText && <Change name={t('versions.titleChanged')}>{<Runs runs={titleText} />}</Change>}
      {descriptionText && <Change name={t('versions.descriptionChanged')}>{<Runs runs={descriptionText} />}</Change>}
      {checklist && (
        <Change name={t('versions.checklistChanged')}>
          <Runs runs={diffText(checklist.from, checklist.to)} />
        </Change>
      )}
    </>
  );
}

function FactChanges({ change }: { change: CardChange }) {
  const { t } = useTranslation('work');
  const format = useFormat();
  const { move, due, archived, comments } = change;
  const column = (name: string | null) => name ?? t('versions.noColumn');
  const date = (value: string | null) => (value ? format.date(dateOf(value)) : t('versions.noDate'));
  return (
    <>
      {move && <Fact>{t('versions.moved', { from: column(move.from), to: column(move.to) })}</Fact>}
      {due && <Fact>{t('versions.dueChanged', { from: date(due.from), to: date(due.to) })}</Fact>}
      {archived !== undefined && <Fact>{t(archived ? 'versions.wasArchived' : 'versions.wasUnarchived')}</Fact>}
      {comments && comments.added > 0 && <Fact>{t('versions.commentsAdded', { count: comments.added })}</Fact>}
      {comments && comments.removed > 0 && <Fact>{t('versions.commentsRemoved', { count: comments.removed })}</Fact>}
    </>
  );
}

function PeopleChanges({ change }: { change: CardChange }) {
  const { t } = useTranslation('work');
  const { people } = useBoard();
  const labels = useLabels();
  const personName = (id: string) => people.get(id)?.name ?? t('unknownPerson');
  const labelName = (id: string) => labels.get(id)?.name ?? t('unknownLabel');
  return (
    <>
      {change.assignees && (
        <SetChanges name={t('versions.assigneesChanged')} change={change.assignees} nameOf={personName} />
      )}
      {change.labels && <SetChanges name={t('versions.labelsChanged')} change={change.labels} nameOf={labelName} />}
    </>
  );
}

function SetChanges({ name, change, nameOf }: { name: string; change: SetChange; nameOf: (id: string) => string }) {
  const runs = [
    ...change.removed.map((id) => ({ kind: 'removed' as const, text: nameOf(id) })),
    ...change.added.map((id) => ({ kind: 'added' as const, text: nameOf(id) })),
  ];
  return (
    <Change name={name}>
      <span className="flex flex-wrap gap-1">
        <Runs runs={runs} />
      </span>
    </Change>
  );
}

function Change({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="flex gap-2">
      <dt className="w-20 shrink-0 text-ink-3 text-xs leading-5">{name}</dt>
      <dd className="min-w-0 whitespace-pre-wrap break-words">{children}</dd>
    </div>
  );
}

function Fact({ children }: { children: ReactNode }) {
  return <div>{children}</div>;
}

const elements = { added: 'ins', removed: 'del', same: 'span' } as const;

/** Added and removed words differ in colour and in line: underlined and struck through. */
function Runs({ runs }: { runs: TextRun[] }) {
  const { t } = useTranslation('work');
  return runs.map((run, at) => {
    const Element = elements[run.kind];
    return (
      <Element
        // biome-ignore lint/suspicious/noArrayIndexKey: runs have no identity and are never reordered.
        key={at}
        title={run.kind === 'same' ? undefined : t(run.kind === 'added' ? 'versions.wasAdded' : 'versions.wasRemoved')}
        className={clsx(
          run.kind === 'added' && 'rounded-sm bg-good-soft text-good-text decoration-1',
          run.kind === 'removed' && 'rounded-sm bg-bad-soft text-bad-text',
        )}
      >
        {run.text}
      </Element>
    );
  });
}
