import type { EmployeeProfile } from '@muster/contract/identity/employees';
import type { MaskedNumbers, PrivateNumberKind, RevealedNumber } from '@muster/contract/identity/private-numbers';
import { useMutation } from '@tanstack/react-query';
import { Eye, EyeOff, Pencil } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { trpc } from '../../core/trpc.ts';
import { useProblemText } from '../../core/use-problem-text.ts';
import { Button } from '../../ui/Button.tsx';
import { IconButton } from '../../ui/IconButton.tsx';
import { toastError } from '../../ui/toast.ts';
import { PeekSection } from './PeekSheet.tsx';
import { PersonNumbersForm } from './PersonNumbersForm.tsx';
import { PersonUnreadable } from './PersonUnreadable.tsx';
import { useEditing } from './use-editing.ts';

interface PersonNumbersProps {
  profile: EmployeeProfile;
  numbers: MaskedNumbers;
  editable: boolean;
}

/** Tax number and bank account: their last signs, and on request the whole, which is put on record. */
export function PersonNumbers({ profile, numbers, editable }: PersonNumbersProps) {
  const { t } = useTranslation('rights');
  const { editing, close, button } = useEditing();
  const action = editable && !editing && (
    <Button size="small" icon={<Pencil />} {...button}>
      {t('person.editNumbers')}
    </Button>
  );
  const unreadable = profile.unreadable?.some((part) => part !== 'pay');
  const { taxNumber, bankAccount } = numbers;
  return (
    <PeekSection title={t('person.numbers')} action={action}>
      {unreadable && <PersonUnreadable />}
      {editing ? (
        <PersonNumbersForm profile={profile} numbers={numbers} onClose={close} />
      ) : (
        // What was shown of an older version is hidden again.
        <dl key={profile.version} className="flex flex-col gap-1">
          <Masked userId={profile.userId} kind="tax_number" term={t('person.taxNumber')} ending={taxNumber} />
          <Masked
            userId={profile.userId}
            kind="bank_account"
            term={bankAccount?.kind === 'iban' ? t('person.iban') : t('person.bankAccount')}
            ending={bankAccount?.ending ?? null}
          />
        </dl>
      )}
    </PeekSection>
  );
}

interface MaskedProps {
  userId: string;
  kind: PrivateNumberKind;
  term: string;
  ending: string | null;
}

function Masked({ userId, kind, term, ending }: MaskedProps) {
  const { t } = useTranslation('rights');
  const textOf = useProblemText();
  const reveal = useMutation(
    trpc.identity.employees.reveal.mutationOptions({
      onError: (error) => toastError(textOf(error).message, { description: textOf(error).action }),
      // What was shown is forgotten as soon as it is off the screen.
      gcTime: 0,
    }),
  );
  return (
    <div className="flex min-h-8 items-center gap-2">
      <dt className="w-38 shrink-0 pr-3 text-ink-3">{term}</dt>
      <dd className="flex min-w-0 flex-1 items-center gap-2">
        <span className="min-w-0 flex-1 break-words tabular-nums" aria-live="polite">
          {reveal.data ? <Shown number={reveal.data} /> : <Ending ending={ending} />}
        </span>
        {ending !== null && !reveal.data && (
          <IconButton
            size="small"
            label={t('person.show', { what: term })}
            disabled={reveal.isPending}
            onClick={() => reveal.mutate({ userId, kind })}
          >
            <Eye />
          </IconButton>
        )}
        {reveal.data && (
          <IconButton size="small" label={t('person.hide', { what: term })} onClick={() => reveal.reset()}>
            <EyeOff />
          </IconButton>
        )}
      </dd>
    </div>
  );
}

function Ending({ ending }: { ending: string | null }): ReactNode {
  const { t } = useTranslation('rights');
  if (ending === null) return <span className="text-ink-3">{t('person.none')}</span>;
  return (
    <>
      <span aria-hidden>•••• {ending}</span>
      <span className="sr-only">{t('person.endsIn', { ending })}</span>
    </>
  );
}

function Shown({ number }: { number: RevealedNumber }): ReactNode {
  const { t } = useTranslation('rights');
  if (number.kind === 'tax_number') return grouped(number.taxNumber ?? t('person.none'), 3);
  const account = number.bankAccount;
  if (!account) return t('person.none');
  if (account.kind === 'iban') return grouped(account.iban, 4);
  return t('person.canadianAccount', account);
}

/** Easier to read aloud and to compare in groups. */
function grouped(number: string, size: number): string {
  return (number.match(new RegExp(`.{1,${size.toString()}}`, 'g')) ?? []).join(' ');
}
