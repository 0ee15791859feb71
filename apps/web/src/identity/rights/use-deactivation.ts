import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { problemOf } from '../../core/problem.ts';
import { trpcClient } from '../../core/trpc.ts';
import { useMe } from '../../core/use-me.ts';
import { useProblemText } from '../../core/use-problem-text.ts';
import type { PersonRow } from '../list-rows.ts';
import { useRun } from './use-run.ts';

interface Left {
  person: PersonRow;
  reason: string;
}

/** What came of deactivating several people: who is, who was left out because it is not allowed, where it failed. */
export interface DeactivationReport {
  done: PersonRow[];
  skipped: Left[];
  failed: Left[];
  undo: () => void;
}

type Outcome = { person: PersonRow; version: number } | (Left & { isSkipped: boolean });

interface DeactivationOptions {
  onClear: () => void;
  onReport: (report: DeactivationReport) => void;
}

/** Deactivates people one by one, so that one who must not be does not keep the others; with undo for those who were. */
export function useDeactivation(people: readonly PersonRow[], { onClear, onReport }: DeactivationOptions) {
  const { t } = useTranslation('rights');
  const run = useRun();
  const tryOne = useTryOne();
  const [busy, setBusy] = useState(false);
  const deactivate = async () => {
    setBusy(true);
    const outcomes = await Promise.all(people.map(tryOne));
    setBusy(false);
    const done = outcomes.filter((each) => 'version' in each);
    const left = outcomes.filter((each) => 'reason' in each);
    const [skipped, failed] = [left.filter((each) => each.isSkipped), left.filter((each) => !each.isSkipped)];
    const again = () => Promise.all(done.map(({ person, version }) => setStatus(person.id, 'active', version)));
    const undo = { label: t('bulk.undo'), run: again };
    if (left.length === 0) await run(async () => undefined, t('bulk.deactivated', { count: done.length }), undo);
    else {
      // Told in full rather than in a toast; the lists are asked for again all the same.
      await run(async () => undefined);
      onReport({ done: done.map(({ person }) => person), skipped, failed, undo: () => void run(again) });
    }
    onClear();
  };
  return { deactivate, busy };
}

function setStatus(id: string, status: PersonRow['status'], version: number) {
  return trpcClient.identity.users.setStatus.mutate({ id, status, version });
}

function useTryOne(): (person: PersonRow) => Promise<Outcome> {
  const { t } = useTranslation('rights');
  const textOf = useProblemText();
  const me = useMe().user.id;
  return async (person) => {
    if (person.id === me) return { person, reason: t('bulk.yourself'), isSkipped: true };
    if (person.status === 'deactivated') return { person, reason: t('bulk.already'), isSkipped: true };
    try {
      return { person, ...(await setStatus(person.id, 'deactivated', person.version)) };
    } catch (error) {
      return { person, reason: textOf(error).message, isSkipped: problemOf(error).code === 'forbidden' };
    }
  };
}
