import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { eraseOperatorCopies, rememberOperator } from '../../core/operator-browser.ts';
import { problemOf } from '../../core/problem.ts';
import { trpc } from '../../core/trpc.ts';
import { useTitle } from '../../core/use-title.ts';
import { ListProblem } from '../ListProblem.tsx';
import { DoorFrame } from '../sign-in/DoorFrame.tsx';
import { OperatorConsole } from './OperatorConsole.tsx';
import { OperatorDoor } from './OperatorDoor.tsx';

/** Where the platform's operators come in, and from where they enter companies. */
export function OperatorScreen() {
  const { t } = useTranslation('operator');
  useTitle(t('door.title'));
  const { data: me, error, refetch } = useQuery({ ...trpc.identity.operator.me.queryOptions(), retry: false });
  useEffect(() => {
    rememberOperator(false);
    void eraseOperatorCopies();
  }, []);
  if (me) return <OperatorConsole me={me} />;
  if (error && problemOf(error).code !== 'unauthenticated') {
    return <ListProblem error={error} onRetry={() => void refetch()} />;
  }
  return <DoorFrame>{error && <OperatorDoor onSignedIn={() => void refetch()} />}</DoorFrame>;
}
