import { Trash2 } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type RouterOutputs, trpcClient } from '../../core/trpc.ts';
import { useMay, useMe } from '../../core/use-me.ts';
import { Button } from '../../ui/Button.tsx';
import { CustomFieldsSection } from '../custom-fields/CustomFieldsSection.tsx';
import { useFieldDraft } from '../custom-fields/use-field-draft.ts';
import { LocationFields } from './LocationFields.tsx';
import { PeekSheet } from './PeekSheet.tsx';
import { useRun } from './use-run.ts';

type Location = RouterOutputs['identity']['locations']['list']['items'][number];

function fieldsOf({ name, timeZone, address, ownership, trucks, storage, contactName, customerCare }: Location) {
  return { name, timeZone, address, ownership, trucks, storage, contactName, customerCare };
}

/** A branch beside the list, to read and to change. */
export function LocationSheet({ location, onClose }: { location: Location; onClose: () => void }) {
  const { t } = useTranslation('rights');
  const run = useRun();
  const tenantId = useMe().tenant.id;
  const saved = fieldsOf(location);
  const fields = useFieldDraft('location', location.customFields);
  const [draft, setDraft] = useState(saved);
  const { ownership, storage, trucks, customerCare } = saved;
  const subject = {
    tenantId,
    ownerIds: [],
    locationIds: [location.id],
    fields: { ownership, storage, trucks, customerCare },
  };
  const editable = useMay('identity:location:manage', subject);
  const change = (part: Partial<typeof draft>) => setDraft({ ...draft, ...part });
  const { id, version } = location;
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const customFields = fields.read();
    if (customFields === null) return;
    await run(
      () =>
        trpcClient.identity.locations.update.mutate({ id, version, ...draft, ...(customFields && { customFields }) }),
      t('location.saved', draft),
      {
        label: t('location.undo'),
        run: () =>
          trpcClient.identity.locations.update.mutate({
            ...{ id, version: version + 1, ...saved },
            ...(customFields && { customFields: fields.before }),
          }),
      },
    );
  };
  const remove = async () => {
    const { setDeleted } = trpcClient.identity.locations;
    const restore = () => setDeleted.mutate({ id, version: version + 1, deleted: false });
    const deleted = () => setDeleted.mutate({ id, version, deleted: true });
    const undo = { label: t('location.undo'), run: restore };
    if (await run(deleted, t('location.deleted', { name: saved.name }), undo)) onClose();
  };
  const changed = JSON.stringify(draft) !== JSON.stringify(saved) || fields.isChanged;
  return (
    <PeekSheet title={location.name} subtitle={location.timeZone} onClose={onClose}>
      {!editable && <p className="mb-4 text-ink-3">{t('location.readOnly')}</p>}
      <form onSubmit={(event) => void submit(event)}>
        <fieldset disabled={!editable} className="flex flex-col gap-4">
          <legend className="sr-only">{t('location.edit')}</legend>
          <LocationFields draft={draft} disabled={!editable} onChange={change} />
          <CustomFieldsSection draft={fields} disabled={!editable} />
          {editable && (
            <div className="flex gap-2">
              <Button type="submit" variant="primary" disabled={!changed}>
                {t('location.save')}
              </Button>
              <span className="flex-1" />
              <Button variant="danger" icon={<Trash2 />} onClick={() => void remove()}>
                {t('location.delete')}
              </Button>
            </div>
          )}
        </fieldset>
      </form>
    </PeekSheet>
  );
}
