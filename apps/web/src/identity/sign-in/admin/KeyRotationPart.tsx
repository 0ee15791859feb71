import type { KeyRotation, KeyRotationStatus, KeyUse } from '@muster/contract/identity/key-rotation';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { KeyRound, RefreshCw } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { trpc } from '../../../core/trpc.ts';
import { dateOf, useFormat } from '../../../core/use-format.ts';
import { useProblemText } from '../../../core/use-problem-text.ts';
import { Badge } from '../../../ui/Badge.tsx';
import { Button } from '../../../ui/Button.tsx';
import { ProgressLine } from '../../../ui/ProgressLine.tsx';
import { Skeleton } from '../../../ui/Skeleton.tsx';
import { toastError } from '../../../ui/toast.ts';
import { AdminPart } from './AdminPart.tsx';

/** Milliseconds between two looks at a rotation that runs. */
const lookEvery = 1_000;

/** The keys of encrypted fields, and sealing everything under the newest one. */
export function KeyRotationPart() {
  const { t } = useTranslation('security');
  const { data } = useQuery(
    trpc.identity.keyRotation.status.queryOptions(undefined, {
      refetchInterval: ({ state }) => (state.data?.rotation?.state === 'running' ? lookEvery : false),
    }),
  );
  return (
    <AdminPart title={t('keys.title')} hint={t('keys.hint')} action={data && <Action status={data} />}>
      {data ? <Status status={data} /> : <Skeleton className="h-32 rounded-lg" />}
    </AdminPart>
  );
}

function Action({ status: { keys, rotation } }: { status: KeyRotationStatus }) {
  const { t } = useTranslation('security');
  const textOf = useProblemText();
  const queryClient = useQueryClient();
  const told = {
    onError: (error: unknown) => toastError(textOf(error).message, { description: textOf(error).action }),
    onSettled: () => queryClient.invalidateQueries({ queryKey: trpc.identity.keyRotation.pathKey() }),
  };
  const start = useMutation(trpc.identity.keyRotation.start.mutationOptions(told));
  const cancel = useMutation(trpc.identity.keyRotation.cancel.mutationOptions(told));
  if (rotation?.state === 'running') {
    return (
      <Button busy={cancel.isPending} onClick={() => cancel.mutate({ id: rotation.id })}>
        {t('keys.cancel')}
      </Button>
    );
  }
  if (!keys.some(({ current, available, values }) => !current && available && values > 0)) return null;
  return (
    <Button icon={<RefreshCw />} busy={start.isPending} onClick={() => start.mutate()}>
      {t('keys.start')}
    </Button>
  );
}

function Status({ status: { keys, rotation, failures } }: { status: KeyRotationStatus }) {
  const { t } = useTranslation('security');
  return (
    <div className="rounded-lg border border-line">
      <ul className="divide-y divide-line">
        {keys.map((key) => (
          <KeyRow key={key.id} use={key} />
        ))}
      </ul>
      {rotation && (
        <div className="border-line border-t px-4 py-3">
          <Progress rotation={rotation} />
          {failures.length > 0 && (
            <ul aria-label={t('keys.failures')} className="mt-2 flex flex-col gap-1 text-xs">
              {failures.map(({ column, rowId, reason }) => (
                <li key={`${column} ${rowId}`} className="break-all text-ink-2">
                  {t(`keys.${reason}`, { column, rowId })}
                </li>
              ))}
            </ul>
          )}
        </div>
      )}
    </div>
  );
}

function KeyRow({ use: { id, current, available, values } }: { use: KeyUse }) {
  const { t } = useTranslation('security');
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-1 px-4 py-2.5">
      <span className="flex min-w-0 flex-1 basis-40 items-center gap-2 font-medium">
        <KeyRound aria-hidden className="size-4 shrink-0 text-ink-3" />
        <span className="truncate" title={id}>
          {id}
        </span>
        {current && <Badge tone="good">{t('keys.current')}</Badge>}
        {!available && <Badge tone="bad">{t('keys.missing')}</Badge>}
      </span>
      <span className="text-ink-2 tabular-nums">
        {!current && values === 0 ? t('keys.unused') : t('keys.values', { count: values })}
      </span>
    </li>
  );
}

function Progress({ rotation }: { rotation: KeyRotation }) {
  const { t } = useTranslation('security');
  const format = useFormat();
  const { state, done, failed, total, startedBy, cancelledBy, finishedAt } = rotation;
  const passed = done + failed;
  const counts = { done: format.number(done), total: format.number(total), count: failed };
  const who = startedBy ?? t('keys.commandLine');
  return (
    <>
      <p role="status" className="tabular-nums">
        {state === 'running' && t('keys.running', { ...counts, who })}
        {state === 'done' && t('keys.done', { ...counts, who, date: format.date(dateOf(finishedAt ?? '')) })}
        {state === 'cancelled' && t('keys.cancelled', { ...counts, who: cancelledBy ?? who })}
      </p>
      {failed > 0 && <p className="mt-1 text-bad-text">{t('keys.failed', { count: failed })}</p>}
      {state === 'running' && (
        <ProgressLine
          label={t('keys.progress')}
          value={total === 0 ? 0 : Math.min(1, passed / total)}
          className="mt-2.5 h-1!"
        />
      )}
    </>
  );
}
