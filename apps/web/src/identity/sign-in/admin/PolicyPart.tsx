import type { SecurityPolicy } from '@muster/contract/identity/session-policy';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { trpc } from '../../../core/trpc.ts';
import { useProblemText } from '../../../core/use-problem-text.ts';
import { Button } from '../../../ui/Button.tsx';
import { Checkbox } from '../../../ui/Checkbox.tsx';
import { Field } from '../../../ui/Field.tsx';
import { Select } from '../../../ui/Select.tsx';
import { Skeleton } from '../../../ui/Skeleton.tsx';
import { TextArea } from '../../../ui/TextArea.tsx';
import { toast } from '../../../ui/toast.ts';
import { DoorAlert } from '../DoorAlert.tsx';
import { AdminPart } from './AdminPart.tsx';
import { DurationSelect } from './DurationSelect.tsx';

/** The company's rules for signing in. */
export function PolicyPart() {
  const { t } = useTranslation('security');
  const { data } = useQuery(trpc.identity.securityPolicy.get.queryOptions());
  return (
    <AdminPart title={t('admin.policy')} hint={t('admin.policyHint')}>
      {data ? <PolicyForm key={data.version} saved={data} /> : <Skeleton className="h-80 rounded-lg" />}
    </AdminPart>
  );
}

const idleChoices = [15, 30, 60, 240, 480, 1440, 10_080, 43_200];
const absoluteChoices = [60, 480, 720, 1440, 10_080, 43_200, 129_600];

function PolicyForm({ saved }: { saved: SecurityPolicy & { version: number } }) {
  const { t } = useTranslation('security');
  const textOf = useProblemText();
  const queryClient = useQueryClient();
  const [policy, setPolicy] = useState<SecurityPolicy>(saved);
  const [domains, setDomains] = useState(saved.allowedDomains.join('\n'));
  const change = (part: Partial<SecurityPolicy>) => setPolicy((before) => ({ ...before, ...part }));
  const save = useMutation(
    trpc.identity.securityPolicy.save.mutationOptions({
      onSuccess: async () => {
        toast(t('admin.saved'));
        await queryClient.invalidateQueries({ queryKey: trpc.identity.securityPolicy.get.queryKey() });
      },
    }),
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const allowedDomains = domains.split(/[\s,]+/).filter(Boolean);
    save.mutate({ ...policy, allowedDomains, version: saved.version });
  };
  return (
    <form onSubmit={submit} className="flex flex-col gap-5 rounded-lg border border-line p-4">
      <Choice name="ssoOnly" value={policy.ssoOnly} onChange={(ssoOnly) => change({ ssoOnly })} />
      <MfaLevel value={policy.mfaLevel} onChange={(mfaLevel) => change({ mfaLevel })} />
      <Field label={t('admin.domains')} hint={t('admin.domainsHint')}>
        {(control) => (
          <TextArea {...control} rows={3} value={domains} onChange={(event) => setDomains(event.target.value)} />
        )}
      </Field>
      <div className="grid gap-5 sm:grid-cols-2">
        <DurationSelect
          label={t('admin.idle')}
          value={policy.idleMinutes}
          choices={idleChoices}
          onChange={(idleMinutes) => change({ idleMinutes })}
        />
        <DurationSelect
          label={t('admin.absolute')}
          value={policy.absoluteMinutes}
          choices={absoluteChoices}
          onChange={(absoluteMinutes) => change({ absoluteMinutes })}
        />
      </div>
      <Choice
        name="operatorImpersonation"
        value={policy.operatorImpersonation}
        onChange={(operatorImpersonation) => change({ operatorImpersonation })}
      />
      {save.error && (
        <DoorAlert>
          {textOf(save.error).message} {textOf(save.error).action}
        </DoorAlert>
      )}
      <Button type="submit" variant="primary" busy={save.isPending} className="self-start">
        {t('admin.save')}
      </Button>
    </form>
  );
}

interface ChoiceProps {
  name: 'ssoOnly' | 'operatorImpersonation';
  value: boolean;
  onChange: (value: boolean) => void;
}

function Choice({ name, value, onChange }: ChoiceProps) {
  const { t } = useTranslation('security');
  const id = useId();
  return (
    <div className="flex gap-2.5">
      <Checkbox id={id} checked={value} onCheckedChange={onChange} className="-mt-0.5" />
      <div>
        <label htmlFor={id} className="font-medium">
          {t(`admin.${name}`)}
        </label>
        <p className="text-ink-3">{t(`admin.${name}Hint`)}</p>
      </div>
    </div>
  );
}

const levels = [0, 10, 30, 50, 70, 90, 100];

function MfaLevel({ value, onChange }: { value: number | null; onChange: (value: number | null) => void }) {
  const { t } = useTranslation('security');
  const known = value === null || levels.includes(value) ? levels : [...levels, value].sort((a, b) => a - b);
  const options = [
    { value: 'nobody', label: t('admin.mfaNobody') },
    ...known.map((level) => ({
      value: String(level),
      label: level === 0 ? t('admin.mfaEverybody') : t('admin.mfaFrom', { level }),
    })),
  ];
  return (
    <Field label={t('admin.mfa')}>
      {({ id }) => (
        <Select
          id={id}
          aria-label={t('admin.mfa')}
          value={value === null ? 'nobody' : String(value)}
          onValueChange={(chosen) => onChange(chosen === 'nobody' ? null : Number(chosen))}
          options={options}
        />
      )}
    </Field>
  );
}
