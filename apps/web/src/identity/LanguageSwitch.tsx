import { useTranslation } from 'react-i18next';
import { changeLanguage, currentLanguage } from '../core/translation.ts';
import { SegmentedControl } from '../ui/SegmentedControl.tsx';

export function LanguageSwitch({ className }: { className?: string }) {
  const { t } = useTranslation('identity');
  return (
    <SegmentedControl
      label={t('signIn.language')}
      value={currentLanguage()}
      onValueChange={(language) => void changeLanguage(language)}
      options={[
        { value: 'en', label: 'English' },
        { value: 'fr', label: 'Français' },
      ]}
      className={className}
    />
  );
}
