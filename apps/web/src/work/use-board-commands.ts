import type { BoardDetails } from '@muster/contract/work/boards';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { trpc, trpcClient } from '../core/trpc.ts';
import { useProblemText } from '../core/use-problem-text.ts';
import { toast, toastError } from '../ui/toast.ts';

/** What every command on boards does afterwards: lists and boards are read anew, a failure is told with what to do. */
function useOutcome() {
  const queryClient = useQueryClient();
  const problemText = useProblemText();
  return {
    onSettled: () => queryClient.invalidateQueries({ queryKey: trpc.work.boards.pathKey() }),
    onError: (error: unknown) => {
      const { message, action } = problemText(error);
      toastError(message, { description: action });
    },
  };
}

export function useCreateBoard() {
  const { onSettled } = useOutcome();
  return useMutation(trpc.work.boards.create.mutationOptions({ onSettled }));
}

export function useRenameBoard() {
  return useMutation(trpc.work.boards.rename.mutationOptions(useOutcome()));
}

export function useSetSharing() {
  return useMutation(trpc.work.boards.setSharing.mutationOptions(useOutcome()));
}

export function useSetMember() {
  return useMutation(trpc.work.boards.setMember.mutationOptions(useOutcome()));
}

/** Brings a deleted board back and says so. */
export function useRestoreBoard() {
  const { t } = useTranslation('work');
  const { onSettled, onError } = useOutcome();
  const { mutate, isPending } = useMutation(trpc.work.boards.restore.mutationOptions({ onSettled, onError }));
  const restore = (board: Pick<BoardDetails, 'id' | 'name'>) =>
    mutate({ id: board.id }, { onSuccess: () => toast(t('list.restored', { name: board.name })) });
  return { restore, isPending };
}

/** Deletes a board and offers to take it back; nothing asks beforehand. */
export function useDeleteBoard(onDeleted?: () => void) {
  const { t } = useTranslation('work');
  const { onSettled, onError } = useOutcome();
  const queryClient = useQueryClient();
  const remove = useMutation(trpc.work.boards.delete.mutationOptions({ onSettled, onError }));
  // The toast outlives the screen that deleted the board, and with it this hook: it calls the server itself.
  const takeBack = async (id: string) => {
    await trpcClient.work.boards.restore.mutate({ id }).catch(onError);
    await queryClient.invalidateQueries({ queryKey: trpc.work.boards.pathKey() });
  };
  return (board: Pick<BoardDetails, 'id' | 'name' | 'version'>) =>
    remove.mutate(
      { id: board.id, version: board.version },
      {
        onSuccess: () => {
          const action = { label: t('undo'), run: () => void takeBack(board.id) };
          toast(t('board.wasDeleted', { name: board.name }), { action });
          onDeleted?.();
        },
      },
    );
}
