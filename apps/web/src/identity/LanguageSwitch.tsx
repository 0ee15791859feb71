import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { changeLanguage, currentLanguage, type Language } from '../core/translation.ts';
import { SegmentedControl } from '../ui/SegmentedControl.tsx';

export function LanguageSwitch({ className }: { className?: string }) {
  const { t } = useTranslation('identity');
  // The switch shows the choice at once; the texts follow when they are loaded.
  const [pending, setPending] = useState<Language>();
  const choose = async (language: Language) => {
    setPending(language);
    await changeLanguage(language);
    setPending(undefined);
  };
  return (
    <SegmentedControl
      label={t('signIn.language')}
      value={pending ?? currentLanguage()}
      onValueChange={(language) => void choose(language)}
      options={[
        { value: 'en', label: 'English' },
        { value: 'fr', label: 'Français' },
      ]}
      className={className}
    />
  );
}
