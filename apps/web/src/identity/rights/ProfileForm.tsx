import type { EmployeeProfile } from '@muster/contract/identity/employees';
import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { trpc, trpcClient } from '../../core/trpc.ts';
import { Button } from '../../ui/Button.tsx';
import { Field } from '../../ui/Field.tsx';
import { Input } from '../../ui/Input.tsx';
import { Select } from '../../ui/Select.tsx';
import { TextArea } from '../../ui/TextArea.tsx';
import { CustomFieldsSection } from '../custom-fields/CustomFieldsSection.tsx';
import { useFieldDraft } from '../custom-fields/use-field-draft.ts';
import { CertificationFields } from './CertificationFields.tsx';
import { ProfileLocations } from './ProfileLocations.tsx';
import { readHours, readSkills, writeHours, writeSkills } from './profile-text.ts';
import { useDays } from './use-days.ts';
import { useSubmission } from './use-submission.ts';

const nowhere = 'nowhere';

/** Everything of a profile but pay, in one form; Escape in the panel closes without saving. */
export function ProfileForm({ profile, onClose }: { profile: EmployeeProfile; onClose: () => void }) {
  const { t } = useTranslation('rights');
  const { run, busy } = useSubmission();
  const days = useDays();
  const locations = useQuery(trpc.identity.locations.list.queryOptions({ limit: 200 })).data?.items ?? [];
  const [texts, setTexts] = useState({
    name: profile.name,
    number: profile.number ?? '',
    title: profile.title ?? '',
    department: profile.department ?? '',
    hireDate: profile.hireDate ?? '',
  });
  const [homeId, setHomeId] = useState(profile.homeLocation?.id ?? nowhere);
  const [otherIds, setOtherIds] = useState(profile.otherLocationIds);
  const [skillText, setSkillText] = useState(writeSkills(profile.skills));
  const [hourText, setHourText] = useState(writeHours(profile.availability, days));
  const [certifications, setCertifications] = useState(profile.certifications);
  const fields = useFieldDraft('user', profile.customFields);
  const skills = readSkills(skillText);
  const hours = readHours(hourText, days);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const customFields = fields.read();
    if (!skills.value || !hours.value || customFields === null) return;
    const change = {
      ...{ userId: profile.userId, version: profile.version, ...texts, hireDate: texts.hireDate || null },
      ...{ homeLocationId: homeId === nowhere ? null : homeId, skills: skills.value, availability: hours.value },
      otherLocationIds: otherIds.filter((id) => id !== homeId),
      certifications: certifications.filter(({ name }) => name.trim() !== ''),
      ...(customFields && { customFields }),
    };
    if (await run(() => trpcClient.identity.employees.update.mutate(change), t('person.saved'))) onClose();
  };
  const zone = profile.homeLocation ? ` (${profile.homeLocation.timeZone})` : '';
  return (
    <form onSubmit={(event) => void submit(event)} className="flex flex-col gap-4">
      <Field label={t('person.name')}>
        {(control) => (
          <Input
            {...control}
            required
            autoFocus
            maxLength={120}
            value={texts.name}
            onChange={(event) => setTexts({ ...texts, name: event.target.value })}
          />
        )}
      </Field>
      <div className="grid grid-cols-2 gap-3">
        {(['number', 'title', 'department', 'hireDate'] as const).map((name) => (
          <Field key={name} label={t(`person.${name}`)}>
            {(control) => (
              <Input
                {...control}
                type={name === 'hireDate' ? 'date' : 'text'}
                maxLength={120}
                value={texts[name]}
                onChange={(event) => setTexts({ ...texts, [name]: event.target.value })}
              />
            )}
          </Field>
        ))}
      </div>
      <Field label={t('person.home')}>
        {({ id }) => (
          <Select
            id={id}
            value={homeId}
            onValueChange={setHomeId}
            options={[
              { value: nowhere, label: t('person.nowhere') },
              ...locations.map((location) => ({ value: location.id, label: location.name })),
            ]}
          />
        )}
      </Field>
      <ProfileLocations locations={locations} homeId={homeId} chosen={otherIds} onChange={setOtherIds} />
      <Field
        label={t('person.skills')}
        hint={t('person.skillsHint')}
        error={skills.badLine && t('person.badSkill', { line: skills.badLine })}
      >
        {(control) => (
          <TextArea {...control} rows={3} value={skillText} onChange={(event) => setSkillText(event.target.value)} />
        )}
      </Field>
      <CertificationFields certifications={certifications} onChange={setCertifications} />
      <Field
        label={t('person.availability')}
        hint={t('person.availabilityHint', { zone })}
        error={hours.badLine && t('person.badHours', { line: hours.badLine })}
      >
        {(control) => (
          <TextArea {...control} rows={5} value={hourText} onChange={(event) => setHourText(event.target.value)} />
        )}
      </Field>
      <CustomFieldsSection draft={fields} />
      <div className="flex gap-2">
        <Button type="submit" variant="primary" busy={busy} disabled={!skills.value || !hours.value}>
          {t('person.save')}
        </Button>
        <Button onClick={onClose}>{t('person.cancel')}</Button>
      </div>
    </form>
  );
}
