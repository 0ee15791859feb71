import type {
  CustomField,
  CustomFieldEntity,
  CustomFieldPreview,
} from '@muster/contract/identity/custom-fields/definition';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { trpcClient } from '../../core/trpc.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { useRun } from '../rights/use-run.ts';
import { BreachNotice } from './BreachNotice.tsx';
import { ControlPreview } from './ControlPreview.tsx';
import { DefinitionForm } from './DefinitionForm.tsx';
import { type DefinitionDraft, draftOf, previewOf, rulesOf } from './definition-draft.ts';

interface FieldDialogProps {
  entity: CustomFieldEntity;
  /** Left out for a new one. */
  field: CustomField | undefined;
  onClose: () => void;
}

/** Adds or changes a field, with its control beside it as forms will show it. */
export function FieldDialog({ entity, field, onClose }: FieldDialogProps) {
  const { t } = useTranslation('fields');
  const [draft, setDraft] = useState(() => draftOf(field, 'CAD'));
  const { save, busy, warning, isTried } = useSaving({ entity, field, draft, onClose });
  const footer = (
    <>
      <Button onClick={onClose}>{t('dialog.cancel')}</Button>
      <Button variant="primary" busy={busy} onClick={() => void save()}>
        {t(warning ? 'dialog.saveAnyway' : field ? 'dialog.save' : 'dialog.create')}
      </Button>
    </>
  );
  const title = field ? t('edit', { label: field.label }) : t('new');
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()} title={title} size="large" footer={footer}>
      {warning && <BreachNotice preview={warning} field={field} />}
      <div className="grid gap-6 md:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
        <DefinitionForm draft={draft} onDraft={setDraft} isNew={!field} isTried={isTried} />
        <ControlPreview field={previewOf(draft, entity)} />
      </div>
    </Dialog>
  );
}

interface Saving extends FieldDialogProps {
  draft: DefinitionDraft;
}

/** Saves at once, unless records would not fit: then it says so, and the next press saves all the same. */
function useSaving({ entity, field, draft, onClose }: Saving) {
  const { t } = useTranslation('fields');
  const run = useRun();
  const [busy, setBusy] = useState(false);
  const [isTried, setTried] = useState(false);
  const [warned, setWarned] = useState<{ draft: DefinitionDraft; preview: CustomFieldPreview } | null>(null);
  // What was looked at holds for that very draft.
  const warning = warned?.draft === draft ? warned.preview : null;
  const work = async () => {
    const rules = rulesOf(draft);
    const label = draft.label.trim();
    if (!rules || !label) return setTried(true);
    const { id, help, required, indexed, key } = draft;
    const { create, preview, update } = trpcClient.identity.customFields;
    if (!field) {
      const made = { ...{ id, entity, key, label, help, required, indexed }, ...rules };
      if (await run(() => create.mutate(made), t('dialog.created', { label }))) onClose();
      return;
    }
    const change = { ...{ id, version: field.version, label, help, required, indexed }, rules };
    const found = warning ?? (await preview.mutate(change).catch(() => null));
    if (!warning && found && hasConsequences(found)) return setWarned({ draft, preview: found });
    const acceptedBreaches = found?.breaches ?? 0;
    if (await run(() => update.mutate({ ...change, acceptedBreaches }), t('dialog.saved', { label }))) onClose();
  };
  const save = async () => {
    setBusy(true);
    await work().finally(() => setBusy(false));
  };
  return { save, busy, warning, isTried };
}

function hasConsequences({ breaches, removedOptions }: CustomFieldPreview): boolean {
  return breaches > 0 || Object.values(removedOptions).some((count) => count > 0);
}
