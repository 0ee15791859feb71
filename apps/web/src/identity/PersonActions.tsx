import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Ellipsis, UserRoundCheck, UserRoundX } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { trpc } from '../core/trpc.ts';
import { useMe } from '../core/use-me.ts';
import { useProblemText } from '../core/use-problem-text.ts';
import { DropdownMenu, MenuItem } from '../ui/DropdownMenu.tsx';
import { IconButton } from '../ui/IconButton.tsx';
import { toast, toastError } from '../ui/toast.ts';
import type { PersonRow } from './list-rows.ts';

type Status = PersonRow['status'];

function useSetStatus(person: PersonRow) {
  const { t } = useTranslation('identity');
  const textOf = useProblemText();
  const queryClient = useQueryClient();
  const setStatus = useMutation(
    trpc.identity.users.setStatus.mutationOptions({
      onSettled: () => queryClient.invalidateQueries({ queryKey: trpc.identity.users.pathKey() }),
    }),
  );
  return async (status: Status) => {
    try {
      const changed = await setStatus.mutateAsync({ id: person.id, status, version: person.version });
      const undo = () => setStatus.mutate({ id: person.id, status: person.status, version: changed.version });
      const done = status === 'active' ? t('people.wasReactivated', person) : t('people.wasDeactivated', person);
      toast(done, { action: { label: t('people.undo'), run: undo } });
    } catch (error) {
      const { message, action } = textOf(error);
      toastError(message, { description: action });
    }
  };
}

export function PersonActions({ person }: { person: PersonRow }) {
  const { t } = useTranslation('identity');
  const setStatus = useSetStatus(person);
  // Nobody locks themselves out.
  if (useMe().user.id === person.id) return null;
  return (
    <DropdownMenu
      align="end"
      trigger={
        <IconButton label={t('people.actions', person)} size="small">
          <Ellipsis />
        </IconButton>
      }
    >
      {person.status === 'active' ? (
        <MenuItem icon={<UserRoundX />} danger onSelect={() => void setStatus('deactivated')}>
          {t('people.deactivate')}
        </MenuItem>
      ) : (
        <MenuItem icon={<UserRoundCheck />} onSelect={() => void setStatus('active')}>
          {t('people.reactivate')}
        </MenuItem>
      )}
    </DropdownMenu>
  );
}
