import { Laptop, Moon, Rows3, Rows4, Sun } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { SelectOption } from '../ui/Select.tsx';
import type { Density, Theme } from './appearance.ts';

interface AppearanceChoices {
  themes: readonly SelectOption<Theme>[];
  densities: readonly SelectOption<Density>[];
}

/** How Muster can look, in words and pictures, wherever it is chosen. */
export function useAppearanceChoices(): AppearanceChoices {
  const { t } = useTranslation('app');
  return {
    themes: [
      { value: 'light', label: t('menu.light'), icon: <Sun /> },
      { value: 'dark', label: t('menu.dark'), icon: <Moon /> },
      { value: 'system', label: t('menu.system'), icon: <Laptop /> },
    ],
    densities: [
      { value: 'comfortable', label: t('menu.comfortable'), icon: <Rows3 /> },
      { value: 'compact', label: t('menu.compact'), icon: <Rows4 /> },
    ],
  };
}
