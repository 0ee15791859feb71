import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { trpcClient } from '../../core/trpc.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { CustomFieldsSection } from '../custom-fields/CustomFieldsSection.tsx';
import { useFieldDraft } from '../custom-fields/use-field-draft.ts';
import { type LocationDraft, LocationFields } from './LocationFields.tsx';
import { useSubmission } from './use-submission.ts';

const noValues = {};

function emptyDraft(): LocationDraft {
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
  const kind = { ownership: 'corporate', storage: 'none' } as const;
  return { name: '', timeZone, address: null, trucks: 0, contactName: null, customerCare: false, ...kind };
}

/** Opens a branch; its panel shows it then. */
export function NewLocationDialog({ onClose, onCreated }: { onClose: () => void; onCreated: (id: string) => void }) {
  const { t } = useTranslation('rights');
  const { run, busy } = useSubmission();
  const [draft, setDraft] = useState(emptyDraft);
  const fields = useFieldDraft('location', noValues);
  // The same id for every attempt: sent again after a lost answer, it still makes one branch.
  const [id] = useState(() => crypto.randomUUID());
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const customFields = fields.read();
    if (customFields === null) return;
    const made = { id, ...draft, ...(customFields && { customFields }) };
    if (!(await run(() => trpcClient.identity.locations.create.mutate(made), t('location.created', draft)))) return;
    onClose();
    onCreated(id);
  };
  return (
    <Dialog open size="medium" onOpenChange={(open) => !open && onClose()} title={t('location.new')}>
      <form onSubmit={(event) => void submit(event)} className="flex flex-col gap-4">
        <LocationFields
          draft={draft}
          disabled={false}
          onChange={(part) => setDraft((before) => ({ ...before, ...part }))}
        />
        <CustomFieldsSection draft={fields} />
        <div className="flex justify-end gap-2 pt-1">
          <Button onClick={onClose}>{t('person.cancel')}</Button>
          <Button type="submit" variant="primary" busy={busy} disabled={draft.name.trim() === ''}>
            {t('location.create')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
