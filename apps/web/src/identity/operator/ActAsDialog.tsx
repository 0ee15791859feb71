import { keepPreviousData, useMutation, useQuery } from '@tanstack/react-query';
import { clsx } from 'clsx';
import { type FormEvent, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { SearchInput } from '../../core/list/SearchInput.tsx';
import { beginAnew } from '../../core/operator-browser.ts';
import { trpc } from '../../core/trpc.ts';
import { useProblemText } from '../../core/use-problem-text.ts';
import { Avatar } from '../../ui/Avatar.tsx';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { Field } from '../../ui/Field.tsx';
import { Input } from '../../ui/Input.tsx';
import { DoorAlert } from '../sign-in/DoorAlert.tsx';
import { useTypedSearch } from '../use-typed-search.ts';

interface Choice {
  id: string;
  name: string;
}

/** Whom the operator wants to act as, and why. */
export function ActAsDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('operator');
  const textOf = useProblemText();
  const form = useId();
  const [chosen, setChosen] = useState<Choice>();
  const [reason, setReason] = useState('');
  const act = useMutation(trpc.identity.operator.impersonate.mutationOptions({ onSuccess: () => beginAnew('/') }));
  const ready = chosen !== undefined && reason.trim().length >= 3;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (chosen && ready) act.mutate({ userId: chosen.id, reason });
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t('act.title')}
      description={t('act.lead')}
      footer={
        <>
          <Button onClick={onClose}>{t('act.cancel')}</Button>
          <Button type="submit" form={form} variant="primary" disabled={!ready} busy={act.isPending}>
            {chosen ? t('act.submit', { name: chosen.name }) : t('act.submitNobody')}
          </Button>
        </>
      }
    >
      <form id={form} noValidate onSubmit={submit} className="flex flex-col gap-4">
        <People chosen={chosen} onChoose={setChosen} />
        <Field label={t('act.reason')} hint={t('act.reasonHint')}>
          {(control) => (
            <Input {...control} maxLength={500} value={reason} onChange={(event) => setReason(event.target.value)} />
          )}
        </Field>
        {act.error && (
          <DoorAlert key={act.submittedAt}>
            {textOf(act.error).message} {textOf(act.error).action}
          </DoorAlert>
        )}
      </form>
    </Dialog>
  );
}

function People({ chosen, onChoose }: { chosen: Choice | undefined; onChoose: (choice: Choice) => void }) {
  const { t } = useTranslation('operator');
  const name = useId();
  const [search, setSearch] = useState('');
  const [typed, setTyped] = useTypedSearch(search, setSearch);
  const { data } = useQuery({
    ...trpc.identity.users.list.queryOptions({ limit: 20, ...(search && { search }) }),
    placeholderData: keepPreviousData,
  });
  const people = data?.items.filter(({ status }) => status === 'active');
  return (
    <fieldset className="flex flex-col gap-2">
      <legend className="mb-1.5 font-medium text-ink-2 text-xs">{t('act.people')}</legend>
      <SearchInput label={t('act.search')} value={typed} onValueChange={setTyped} />
      <div className="h-56 overflow-y-auto rounded-md border border-line p-1">
        {people?.length === 0 && <p className="p-3 text-ink-3">{t('act.none')}</p>}
        {people?.map((person) => (
          <label
            key={person.id}
            className={clsx(
              'flex min-h-control cursor-pointer items-center gap-2.5 rounded-md px-2 py-1 hover:bg-hover',
              'has-focus-visible:outline-2 has-focus-visible:outline-accent has-checked:bg-accent-soft',
            )}
          >
            <input
              type="radio"
              name={name}
              checked={chosen?.id === person.id}
              onChange={() => onChoose(person)}
              className="size-4 accent-accent"
            />
            <Avatar person={person} size={24} />
            <span className="min-w-0 flex-1 truncate">{person.name}</span>
            <span className="truncate text-ink-3 text-xs">{person.roles.map((role) => role.name).join(', ')}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
