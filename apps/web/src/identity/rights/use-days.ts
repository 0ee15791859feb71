import { useTranslation } from 'react-i18next';

/** Short names of Monday to Sunday in the reader's language. */
export function useDays(): string[] {
  const { t } = useTranslation('rights');
  return (['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const).map((day) => t(`person.days.${day}`));
}
