import type { RightsChange, RightsDifference, RightsPreview } from '@muster/contract/identity/grants';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { PersonAvatar } from '../../core/PersonAvatar.tsx';
import { trpcClient } from '../../core/trpc.ts';
import { useProblemText } from '../../core/use-problem-text.ts';
import { Badge } from '../../ui/Badge.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { usePermissionWords } from './use-permission-words.ts';

interface PreviewDialogProps {
  changes: readonly RightsChange[];
  onClose: () => void;
}

/** What changes would do to whom, tried out by the server and taken back before anything is saved. */
export function PreviewDialog({ changes, onClose }: PreviewDialogProps) {
  const { t } = useTranslation('rights');
  const textOf = useProblemText();
  const { data, error } = useQuery({
    queryKey: ['rights preview', changes],
    queryFn: () => Promise.all(changes.map((change) => trpcClient.identity.rights.preview.mutate(change))),
    gcTime: 0,
    retry: false,
  });
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()} title={t('preview.title')} size="medium">
      {error && <p role="alert" className="text-bad-text">{`${textOf(error).message} ${textOf(error).action}`}</p>}
      {!data && !error && <p className="text-ink-3">{t('preview.loading')}</p>}
      {data?.map((preview, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: one answer for each change, in their order.
        <PreviewResult key={index} preview={preview} />
      ))}
    </Dialog>
  );
}

function PreviewResult({ preview: { affected, people } }: { preview: RightsPreview }) {
  const { t } = useTranslation('rights');
  if (affected === 0) return <p className="pb-3 text-ink-2">{t('preview.nobody')}</p>;
  return (
    <section className="pb-4">
      <p className="mb-2 font-medium">{t('preview.affected', { count: affected })}</p>
      <ul className="flex flex-col gap-3">
        {people.map((person) => (
          <PersonDifference key={person.userId} person={person} />
        ))}
      </ul>
      {affected > people.length && <p className="mt-2 text-ink-3 text-xs">{t('preview.more')}</p>}
    </section>
  );
}

function PersonDifference({ person }: { person: RightsPreview['people'][number] }) {
  const { t } = useTranslation('rights');
  const { userId, name, levelBefore, levelAfter, differences } = person;
  return (
    <li className="flex gap-2.5">
      <PersonAvatar id={userId} name={name} size={24} />
      <div className="min-w-0 flex-1">
        <p className="font-medium">
          {name}
          {levelBefore !== levelAfter && (
            <span className="ml-2 text-ink-3 text-xs">
              {t('preview.level', { before: levelBefore, after: levelAfter })}
            </span>
          )}
        </p>
        {differences.length === 0 && <p className="text-ink-3">{t('preview.nothing')}</p>}
        <ul className="mt-1 flex flex-col gap-1">
          {differences.map((difference) => (
            <Difference key={difference.permission} difference={difference} />
          ))}
        </ul>
      </div>
    </li>
  );
}

function Difference({ difference: { permission, before, after } }: { difference: RightsDifference }) {
  const { t } = useTranslation('rights');
  const words = usePermissionWords([...before, ...after].flatMap(({ conditions }) => conditions));
  const reach = (ways: RightsDifference['after']) =>
    ways
      .map(({ scope, conditions }) => [t(`scope.${scope}`), ...conditions.map(words.condition)].join(', '))
      .join(' / ');
  const kind = before.length === 0 ? 'gains' : after.length === 0 ? 'loses' : 'changes';
  const tone = ({ gains: 'good', loses: 'bad', changes: 'warn' } as const)[kind];
  return (
    <li className="flex flex-wrap items-center gap-1.5 text-xs">
      <Badge tone={tone}>{t(`preview.${kind}`)}</Badge>
      <span>{words.permission(permission)}</span>
      <span className="text-ink-3">{[reach(before), reach(after)].filter(Boolean).join(' → ')}</span>
    </li>
  );
}
