import type { EmployeeProfile } from '@muster/contract/identity/employees';
import type { Subject } from '@muster/contract/identity/rights/effective-rights';
import { useQuery } from '@tanstack/react-query';
import { Pencil } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { trpc } from '../../core/trpc.ts';
import { dateOf, useFormat } from '../../core/use-format.ts';
import { useMay, useMe } from '../../core/use-me.ts';
import { Badge } from '../../ui/Badge.tsx';
import { Button } from '../../ui/Button.tsx';
import { FieldFacts } from '../custom-fields/FieldFacts.tsx';
import { PeekSection } from './PeekSheet.tsx';
import { PersonHours } from './PersonHours.tsx';
import { PersonNumbers } from './PersonNumbers.tsx';
import { PersonPay } from './PersonPay.tsx';
import { ProfileForm } from './ProfileForm.tsx';
import { useEditing } from './use-editing.ts';

function subjectOf(tenantId: string, profile: EmployeeProfile): Subject {
  const { userId, homeLocation, otherLocationIds, department, title } = profile;
  const locationIds = [...(homeLocation ? [homeLocation.id] : []), ...otherLocationIds];
  return {
    tenantId,
    ownerIds: [userId],
    locationIds,
    fields: { department, title, homeLocationId: homeLocation?.id ?? null },
  };
}

/** A person as the company's employee. */
export function PersonProfile({ profile }: { profile: EmployeeProfile }) {
  const { t } = useTranslation('rights');
  const me = useMe();
  const subject = subjectOf(me.tenant.id, profile);
  const below = me.abilities.level >= profile.level;
  const mayEdit = useMay('identity:employee:manage', subject) && below;
  const mayEditPay = useMay('identity:pay:manage', subject) && below;
  const { editing, close, button } = useEditing();
  if (editing) return <ProfileForm profile={profile} onClose={close} />;
  return (
    <>
      {mayEdit && (
        <Button size="small" icon={<Pencil />} {...button} className="float-right ml-3">
          <span className="max-sm:sr-only">{t('person.edit')}</span>
        </Button>
      )}
      <Facts profile={profile} />
      <FieldFacts entity="user" values={profile.customFields} />
      <PeekSection title={t('person.skills')}>
        <Skills skills={profile.skills} />
      </PeekSection>
      <PeekSection title={t('person.certifications')}>
        <Certifications certifications={profile.certifications} />
      </PeekSection>
      <PeekSection title={t('person.availability')}>
        <PersonHours profile={profile} />
      </PeekSection>
      {profile.pay !== undefined && <PersonPay profile={profile} pay={profile.pay} editable={mayEditPay} />}
      {profile.privateNumbers && (
        <PersonNumbers profile={profile} numbers={profile.privateNumbers} editable={mayEditPay} />
      )}
    </>
  );
}

function Facts({ profile }: { profile: EmployeeProfile }) {
  const { t } = useTranslation('rights');
  const format = useFormat();
  const locations = useQuery(trpc.identity.locations.list.queryOptions({ limit: 200 })).data?.items ?? [];
  const others = locations.filter(({ id }) => profile.otherLocationIds.includes(id)).map(({ name }) => name);
  return (
    <dl className="mb-6 grid grid-cols-[--spacing(33)_minmax(0,1fr)] gap-x-5 gap-y-1.5">
      <Fact term={t('person.number')}>{profile.number}</Fact>
      <Fact term={t('person.title')}>{profile.title}</Fact>
      <Fact term={t('person.department')}>{profile.department}</Fact>
      <Fact term={t('person.hireDate')}>{profile.hireDate && format.date(dateOf(profile.hireDate))}</Fact>
      <Fact term={t('person.home')}>{profile.homeLocation?.name ?? t('person.nowhere')}</Fact>
      {others.length > 0 && <Fact term={t('person.others')}>{others.join(', ')}</Fact>}
    </dl>
  );
}

function Fact({ term, children }: { term: string; children: ReactNode }) {
  const { t } = useTranslation('rights');
  return (
    <>
      <dt className="text-ink-3">{term}</dt>
      <dd>{children ?? t('person.none')}</dd>
    </>
  );
}

function Skills({ skills }: Pick<EmployeeProfile, 'skills'>) {
  const { t } = useTranslation('rights');
  if (skills.length === 0) return <p className="text-ink-3">{t('person.none')}</p>;
  return (
    <ul className="flex flex-col gap-1">
      {skills.map(({ name, level }) => (
        <li key={name} className="flex items-center gap-3">
          <span className="min-w-0 flex-1 truncate">{name}</span>
          <span aria-hidden className="flex gap-0.5">
            {[1, 2, 3, 4, 5].map((step) => (
              <span key={step} className={`h-1.5 w-4 rounded-full ${step <= level ? 'bg-accent' : 'bg-pressed'}`} />
            ))}
          </span>
          <span className="w-24 text-right text-ink-3 text-xs">{t('person.skillLevel', { level })}</span>
        </li>
      ))}
    </ul>
  );
}

const tones = { expired: 'bad', expiring: 'warn', valid: 'good' } as const;

function Certifications({ certifications }: Pick<EmployeeProfile, 'certifications'>) {
  const { t } = useTranslation('rights');
  const format = useFormat();
  if (certifications.length === 0) return <p className="text-ink-3">{t('person.none')}</p>;
  return (
    <ul className="flex flex-col gap-1">
      {certifications.map(({ id, name, expiresOn, state }) => (
        <li key={id} className="flex items-center gap-3">
          <span className="min-w-0 flex-1 truncate">{name}</span>
          <Badge tone={tones[state]}>
            {expiresOn ? t(`person.${state}`, { date: format.date(dateOf(expiresOn)) }) : t('person.unlimited')}
          </Badge>
        </li>
      ))}
    </ul>
  );
}
