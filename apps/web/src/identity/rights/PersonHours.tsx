import type { EmployeeProfile } from '@muster/contract/identity/employees';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../core/use-format.ts';
import { writeHours } from './profile-text.ts';
import { useDays } from './use-days.ts';

/** The hours of somebody's week on their branch's clock, and when that is next on the reader's. */
export function PersonHours({ profile: { availability, homeLocation, nextHours } }: { profile: EmployeeProfile }) {
  const { t } = useTranslation('rights');
  const days = useDays();
  if (availability.length === 0) return <p className="text-ink-3">{t('person.noAvailability')}</p>;
  return (
    <p className="whitespace-pre-line tabular-nums">
      {writeHours(availability, days)}
      {homeLocation && <span className="block text-ink-3 text-xs">{homeLocation.timeZone}</span>}
      {nextHours && <NextHours {...nextHours} />}
    </p>
  );
}

function NextHours({ from, to }: NonNullable<EmployeeProfile['nextHours']>) {
  const { t } = useTranslation('rights');
  const format = useFormat();
  const [begins, ends] = [new Date(from), new Date(to)];
  const times = { day: format.weekday(begins), from: format.time(begins), to: format.time(ends) };
  const [opened] = useState(() => Date.now());
  const isNow = begins.getTime() <= opened;
  return <span className="mt-1 block">{t(isNow ? 'person.availableNow' : 'person.availableNext', times)}</span>;
}
