import type { DocumentVersion } from '@muster/contract/collaboration/versions';
import { boardContentsSchema } from '@muster/contract/work/board-contents';
import { diffBoards } from '@muster/contract/work/board-diff';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { ArrowLeft } from 'lucide-react';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Time } from '../../core/Time.tsx';
import { trpc } from '../../core/trpc.ts';
import { useMay } from '../../core/use-me.ts';
import { useProblemText } from '../../core/use-problem-text.ts';
import { ListProblem } from '../../identity/ListProblem.tsx';
import { Button } from '../../ui/Button.tsx';
import { ProgressLine } from '../../ui/ProgressLine.tsx';
import { Select } from '../../ui/Select.tsx';
import { toast, toastError } from '../../ui/toast.ts';
import { useBoard } from '../board/BoardSession.ts';
import { BoardDiffView } from './BoardDiffView.tsx';
import { useVersionName, useVersions } from './use-versions.ts';

interface VersionComparisonProps {
  version: DocumentVersion;
  onBack: () => void;
}

/** Stands for the board as it is now among the versions that one can be compared with. */
const NOW = 'now';

/** What changed on the board from a version to now or to another version, and the way back to it. */
export function VersionComparison({ version, onBack }: VersionComparisonProps) {
  const { t } = useTranslation('work');
  const { canEdit } = useBoard();
  const mayRestore = useMay('collaboration:version:restore') && canEdit;
  const [otherId, setOtherId] = useState(NOW);
  const { diff, error, isOlder, retry } = useDiff(version, otherId);
  const nameOf = useVersionName();
  return (
    <>
      <div className="flex shrink-0 flex-col gap-1 border-line border-b px-5 py-3">
        <Button variant="ghost" size="small" icon={<ArrowLeft />} onClick={onBack} className="-ml-2 self-start">
          {t('versions.back')}
        </Button>
        <div className="flex items-center gap-3">
          <div className="min-w-0 flex-1">
            <p className="text-ink-3 text-xs">{t(isOlder ? 'versions.compareUpTo' : 'versions.compare')}</p>
            <h3 className="truncate font-semibold">{nameOf(version)}</h3>
            <Time value={version.createdAt} className="text-ink-3 text-xs" />
          </div>
          {mayRestore && <RestoreButton version={version} onRestored={onBack} />}
        </div>
        <OtherVersion version={version} value={otherId} onChange={setOtherId} />
      </div>
      <div className="min-h-0 flex-1 overflow-y-auto px-5 py-4">
        {!diff && !error && <ProgressLine label={t('versions.comparing')} />}
        {error && <ListProblem error={error} onRetry={retry} />}
        {diff && <BoardDiffView diff={diff} />}
      </div>
    </>
  );
}

interface OtherVersionProps {
  version: DocumentVersion;
  value: string;
  onChange: (id: string) => void;
}

/** What the version is compared with. */
function OtherVersion({ version, value, onChange }: OtherVersionProps) {
  const { t } = useTranslation('work');
  const { items } = useVersions();
  const nameOf = useVersionName();
  const others = items.filter(({ id }) => id !== version.id);
  const options = [
    { value: NOW, label: t('versions.now') },
    ...others.map((other) => ({ value: other.id, label: nameOf(other) })),
  ];
  return (
    <div className="flex items-center gap-2 text-ink-3 text-xs">
      <span aria-hidden>{t('versions.comparedWith')}</span>
      <Select
        aria-label={t('versions.comparedWith')}
        value={value}
        onValueChange={onChange}
        options={options}
        className="min-w-0 flex-1"
      />
    </div>
  );
}

/**
 * What leads from the older of the two to the newer. The present is asked for each time the comparison opens, as the
 * board goes on changing.
 */
function useDiff({ id, sequence }: DocumentVersion, otherId: string) {
  const { documentName } = useBoard();
  const { items } = useVersions();
  const other = items.find((version) => version.id === otherId);
  const isOlder = other !== undefined && other.sequence < sequence;
  const [fromVersionId, toVersionId] = isOlder ? [other.id, id] : [id, other?.id ?? null];
  const options = trpc.collaboration.versions.compare.queryOptions(
    { documentName, fromVersionId, toVersionId },
    { staleTime: 0, gcTime: 0 },
  );
  const { data, error, refetch } = useQuery(options);
  const diff = useMemo(
    () => data && diffBoards(boardContentsSchema.parse(data.from), boardContentsSchema.parse(data.to)),
    [data],
  );
  return { diff, error, isOlder, retry: () => void refetch() };
}

function RestoreButton({ version, onRestored }: { version: DocumentVersion; onRestored: () => void }) {
  const { t } = useTranslation('work');
  const { documentName } = useBoard();
  const nameOf = useVersionName();
  const queryClient = useQueryClient();
  const problemText = useProblemText();
  const restore = useMutation(
    trpc.collaboration.versions.restore.mutationOptions({
      onSettled: () => queryClient.invalidateQueries({ queryKey: trpc.collaboration.versions.pathKey() }),
      onError: (error) => toastError(problemText(error).message, { description: problemText(error).action }),
    }),
  );
  const goBack = (previousVersionId: string) => restore.mutate({ documentName, versionId: previousVersionId });
  const run = () =>
    restore.mutate(
      { documentName, versionId: version.id },
      {
        onSuccess: ({ previousVersionId }) => {
          const action = { label: t('undo'), run: () => goBack(previousVersionId) };
          toast(t('versions.restored', { name: nameOf(version) }), { description: t('versions.restoredHint'), action });
          onRestored();
        },
      },
    );
  return (
    <Button variant="primary" busy={restore.isPending} onClick={run}>
      {t('versions.restore')}
    </Button>
  );
}
