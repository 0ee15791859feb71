import { useQueryClient } from '@tanstack/react-query';
import { trpc } from '../../core/trpc.ts';
import { useProblemText } from '../../core/use-problem-text.ts';
import { toast, toastError } from '../../ui/toast.ts';

interface Undoable {
  label: string;
  run: () => Promise<unknown>;
}

/**
 * Runs a command and says what came of it, with a way to undo it. Answers whether it succeeded; what failed stands in a
 * toast with its reason.
 */
export function useRun() {
  const textOf = useProblemText();
  const queryClient = useQueryClient();
  return async function run(
    work: () => Promise<unknown>,
    done?: string | (() => string),
    undo?: Undoable,
  ): Promise<boolean> {
    const refresh = () => queryClient.invalidateQueries({ queryKey: trpc.identity.pathKey() });
    try {
      await work();
    } catch (error) {
      const { message, action } = textOf(error);
      toastError(message, { description: action });
      void refresh();
      return false;
    }
    // What people are told is done, they see done: a form leads back to what was saved, never to what stood there before.
    await refresh();
    if (done)
      toast(
        typeof done === 'string' ? done : done(),
        undo && { action: { label: undo.label, run: () => void run(undo.run) } },
      );
    return true;
  };
}
