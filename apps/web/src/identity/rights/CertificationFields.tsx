import type { EmployeeProfile } from '@muster/contract/identity/employees';
import { Plus, X } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/Button.tsx';
import { IconButton } from '../../ui/IconButton.tsx';
import { Input } from '../../ui/Input.tsx';

type Certification = EmployeeProfile['certifications'][number];

interface CertificationFieldsProps {
  certifications: Certification[];
  onChange: (certifications: Certification[]) => void;
}

/** Certifications with their last day, one a row. */
export function CertificationFields({ certifications, onChange }: CertificationFieldsProps) {
  const { t } = useTranslation('rights');
  const set = (id: string, change: Partial<Certification>) =>
    onChange(certifications.map((each) => (each.id === id ? { ...each, ...change } : each)));
  const empty = (): Certification => ({
    ...{ id: crypto.randomUUID(), name: '', issuedOn: null, expiresOn: null, state: 'valid' },
  });
  return (
    <fieldset className="flex flex-col gap-1.5">
      <legend className="mb-1.5 font-medium text-ink-2 text-xs">{t('person.certifications')}</legend>
      {certifications.map(({ id, name, expiresOn }) => (
        <div key={id} className="flex gap-2">
          <Input
            aria-label={t('person.certificationName')}
            className="flex-1"
            maxLength={120}
            value={name}
            onChange={(event) => set(id, { name: event.target.value })}
          />
          <Input
            type="date"
            aria-label={t('person.expiresOn')}
            className="w-36!"
            value={expiresOn ?? ''}
            onChange={(event) => set(id, { expiresOn: event.target.value || null })}
          />
          <IconButton
            label={t('person.removeCertification', { name })}
            onClick={() => onChange(certifications.filter((each) => each.id !== id))}
          >
            <X />
          </IconButton>
        </div>
      ))}
      <Button size="small" icon={<Plus />} className="w-fit" onClick={() => onChange([...certifications, empty()])}>
        {t('person.addCertification')}
      </Button>
    </fieldset>
  );
}
