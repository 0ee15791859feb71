import type { DocumentVersion } from '@muster/contract/collaboration/versions';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { ChevronRight, History } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Time } from '../../core/Time.tsx';
import { trpc } from '../../core/trpc.ts';
import { useMay } from '../../core/use-me.ts';
import { useProblemText } from '../../core/use-problem-text.ts';
import { ListProblem } from '../../identity/ListProblem.tsx';
import { Button } from '../../ui/Button.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { Field } from '../../ui/Field.tsx';
import { Input } from '../../ui/Input.tsx';
import { ProgressLine } from '../../ui/ProgressLine.tsx';
import { toast } from '../../ui/toast.ts';
import { useBoard } from '../board/BoardSession.ts';
import { useVersionName, useVersions } from './use-versions.ts';

export function VersionList({ onCompare }: { onCompare: (version: DocumentVersion) => void }) {
  const { t } = useTranslation('work');
  const { canEdit } = useBoard();
  const mayCreate = useMay('collaboration:version:create') && canEdit;
  const { items, ...versions } = useVersions();
  return (
    <div className="min-h-0 flex-1 overflow-y-auto px-5 py-4">
      {mayCreate && <NewVersion />}
      {versions.isPending && <ProgressLine label={t('versions.loading')} />}
      {versions.isLoadingError && <ListProblem error={versions.error} onRetry={() => void versions.refetch()} />}
      {versions.isSuccess && items.length === 0 && (
        <EmptyState icon={<History />} title={t('versions.none')}>
          {t('versions.noneHint')}
        </EmptyState>
      )}
      <ol className="-mx-2">
        {items.map((version) => (
          <VersionRow key={version.id} version={version} onCompare={() => onCompare(version)} />
        ))}
      </ol>
      {versions.hasNextPage && (
        <Button variant="ghost" busy={versions.isFetchingNextPage} onClick={() => void versions.fetchNextPage()}>
          {t('versions.more')}
        </Button>
      )}
    </div>
  );
}

function VersionRow({ version, onCompare }: { version: DocumentVersion; onCompare: () => void }) {
  const { t } = useTranslation('work');
  const nameOf = useVersionName();
  return (
    <li>
      <button
        type="button"
        onClick={onCompare}
        className="flex w-full items-center gap-3 rounded-md px-2 py-2 text-left hover:bg-hover"
      >
        <span className="min-w-0 flex-1">
          <span className="block truncate font-medium">{nameOf(version)}</span>
          <span className="flex gap-1.5 text-ink-3 text-xs">
            <Time value={version.createdAt} />
            <span className="truncate">
              {version.automatic ? t('versions.automatic') : t('versions.savedBy', { name: version.createdByName })}
            </span>
          </span>
        </span>
        <ChevronRight aria-hidden className="size-4 shrink-0 text-ink-3" />
      </button>
    </li>
  );
}

function NewVersion() {
  const { t } = useTranslation('work');
  const { documentName } = useBoard();
  const [name, setName] = useState('');
  const queryClient = useQueryClient();
  const problemText = useProblemText();
  const create = useMutation(
    trpc.collaboration.versions.create.mutationOptions({
      onSuccess: (version) => {
        setName('');
        toast(t('versions.saved', { name: version.name }));
      },
      onSettled: () => queryClient.invalidateQueries({ queryKey: trpc.collaboration.versions.list.pathKey() }),
    }),
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (name.trim()) create.mutate({ documentName, name: name.trim() });
  };
  return (
    <form onSubmit={submit} className="mb-4 flex items-start gap-2">
      <Field
        label={t('versions.name')}
        labelHidden
        className="flex-1"
        error={create.error ? problemText(create.error).message : undefined}
      >
        {(control) => (
          <Input
            {...control}
            value={name}
            maxLength={200}
            placeholder={t('versions.placeholder')}
            onChange={(event) => setName(event.target.value)}
          />
        )}
      </Field>
      <Button type="submit" variant="primary" disabled={!name.trim()} busy={create.isPending}>
        {t('versions.save')}
      </Button>
    </form>
  );
}
