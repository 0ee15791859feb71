import type { OidcPreset, OidcProvider } from '@muster/contract/identity/oidc';
import { oidcPresets } from '@muster/contract/identity/oidc';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { trpc } from '../../../core/trpc.ts';
import { useProblemText } from '../../../core/use-problem-text.ts';
import { Button } from '../../../ui/Button.tsx';
import { Checkbox } from '../../../ui/Checkbox.tsx';
import { Dialog } from '../../../ui/Dialog.tsx';
import { Field } from '../../../ui/Field.tsx';
import { Input } from '../../../ui/Input.tsx';
import { Select } from '../../../ui/Select.tsx';
import { toast } from '../../../ui/toast.ts';
import { DoorAlert } from '../DoorAlert.tsx';

interface Draft {
  preset: OidcPreset;
  name: string;
  issuer: string;
  clientId: string;
  clientSecret: string;
  enabled: boolean;
  satisfiesMfa: boolean;
}

const empty: Draft = {
  preset: 'custom',
  name: '',
  issuer: '',
  clientId: '',
  clientSecret: '',
  enabled: true,
  satisfiesMfa: false,
};

/** Adds an issuer, or changes one; what it is called at the other side stays. */
export function IssuerDialog({ issuer, onClose }: { issuer: OidcProvider | undefined; onClose: () => void }) {
  const { t } = useTranslation('security');
  const textOf = useProblemText();
  const formId = useId();
  const [draft, setDraft] = useState<Draft>(issuer ? { ...issuer, clientSecret: '' } : empty);
  const change = (part: Partial<Draft>) => setDraft((before) => ({ ...before, ...part }));
  const save = useSave(issuer, onClose);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.run(draft);
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={issuer ? t('admin.editIssuer') : t('admin.addIssuer')}
      size="medium"
      footer={
        <>
          <Button onClick={onClose}>{t('admin.cancel')}</Button>
          <Button type="submit" form={formId} variant="primary" busy={save.busy}>
            {issuer ? t('admin.saveIssuer') : t('admin.add')}
          </Button>
        </>
      }
    >
      <form id={formId} onSubmit={submit} className="flex flex-col gap-4">
        {!issuer && <Identity draft={draft} change={change} />}
        <TextField label={t('admin.name')} value={draft.name} onChange={(name) => change({ name })} />
        <TextField label={t('admin.clientId')} value={draft.clientId} onChange={(clientId) => change({ clientId })} />
        <TextField
          label={t('admin.clientSecret')}
          hint={issuer && t('admin.clientSecretKept')}
          type="password"
          required={!issuer}
          value={draft.clientSecret}
          onChange={(clientSecret) => change({ clientSecret })}
        />
        <Toggle label={t('admin.enabled')} value={draft.enabled} onChange={(enabled) => change({ enabled })} />
        <Toggle
          label={t('admin.satisfiesMfa')}
          value={draft.satisfiesMfa}
          onChange={(satisfiesMfa) => change({ satisfiesMfa })}
        />
        <p className="text-ink-3 text-xs">
          {t('admin.redirect')}
          <code className="mt-1 block select-all break-all font-mono text-ink-2">
            {window.location.origin}/auth/oidc/callback
          </code>
        </p>
        {save.error && (
          <DoorAlert>
            {textOf(save.error).message} {textOf(save.error).action}
          </DoorAlert>
        )}
      </form>
    </Dialog>
  );
}

function useSave(issuer: OidcProvider | undefined, onClose: () => void) {
  const { t } = useTranslation('security');
  const queryClient = useQueryClient();
  const done = async (words: string) => {
    toast(words);
    onClose();
    await queryClient.invalidateQueries({ queryKey: trpc.identity.issuers.list.queryKey() });
  };
  const create = useMutation(
    trpc.identity.issuers.create.mutationOptions({
      onSuccess: (_, { name }) => done(t('admin.issuerAdded', { name })),
    }),
  );
  const update = useMutation(
    trpc.identity.issuers.update.mutationOptions({
      onSuccess: (_, { name }) => done(t('admin.issuerSaved', { name })),
    }),
  );
  const run = ({ clientSecret, preset, issuer: address, ...fields }: Draft) => {
    if (!issuer) return create.mutate({ ...fields, preset, issuer: address, clientSecret });
    const { id, version } = issuer;
    const { name, clientId, enabled, satisfiesMfa } = fields;
    update.mutate({ id, version, name, clientId, enabled, satisfiesMfa, ...(clientSecret && { clientSecret }) });
  };
  return { run, busy: create.isPending || update.isPending, error: create.error ?? update.error };
}

interface PartProps {
  draft: Draft;
  change: (part: Partial<Draft>) => void;
}

/** Which issuer it is, which cannot be changed later: people's accounts are linked to it. */
function Identity({ draft, change }: PartProps) {
  const { t } = useTranslation('security');
  const choose = (preset: OidcPreset) =>
    change({ preset, name: draft.name || (preset === 'custom' ? '' : t(`admin.${preset}`)) });
  return (
    <>
      <Field label={t('admin.kind')}>
        {({ id }) => (
          <Select
            id={id}
            aria-label={t('admin.kind')}
            value={draft.preset}
            onValueChange={choose}
            options={oidcPresets.map((value) => ({ value, label: t(`admin.${value}`) }))}
          />
        )}
      </Field>
      {draft.preset !== 'google' && (
        <TextField
          label={draft.preset === 'microsoft' ? t('admin.directory') : t('admin.issuer')}
          value={draft.issuer}
          onChange={(issuer) => change({ issuer })}
        />
      )}
    </>
  );
}

interface TextFieldProps {
  label: string;
  hint?: string | undefined;
  type?: 'text' | 'password';
  required?: boolean;
  value: string;
  onChange: (value: string) => void;
}

function TextField({ label, hint, type = 'text', required = true, value, onChange }: TextFieldProps) {
  return (
    <Field label={label} hint={hint}>
      {(control) => (
        <Input
          {...control}
          type={type}
          required={required}
          autoComplete="off"
          spellCheck={false}
          value={value}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </Field>
  );
}

function Toggle({ label, value, onChange }: { label: string; value: boolean; onChange: (value: boolean) => void }) {
  const id = useId();
  return (
    <span className="flex items-center gap-2.5">
      <Checkbox id={id} checked={value} onCheckedChange={onChange} />
      <label htmlFor={id}>{label}</label>
    </span>
  );
}
