import { useNavigate } from '@tanstack/react-router';
import { Keyboard, Languages, Laptop, LogOut, Moon, Plus, Rows3, Rows4, Settings, Sun } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { changeAppearance } from '../../core/appearance.ts';
import { changeLanguage } from '../../core/translation.ts';
import { useMay } from '../../core/use-me.ts';
import { useAllowedAreas } from './use-allowed-areas.ts';
import { useSignOut } from './use-sign-out.ts';

export interface PaletteCommand {
  id: string;
  group: 'goTo' | 'commands';
  icon: ReactNode;
  label: string;
  shortcut?: string;
  run: () => void;
}

/** Everything the palette can do besides opening boards and cards. */
export function usePaletteCommands(onShortcuts: () => void): PaletteCommand[] {
  return [...usePlaces(), ...useNewBoard(), ...useAppearanceCommands(), ...useSessionCommands(onShortcuts)];
}

function usePlaces(): PaletteCommand[] {
  const { t } = useTranslation('app');
  const navigate = useNavigate();
  const { areas, admin } = useAllowedAreas();
  const places = [...areas.filter((area) => area.key !== 'admin'), ...admin];
  const commands = places.map(({ key, to, icon: Icon, letter }): PaletteCommand => {
    return {
      id: `go:${key}`,
      group: 'goTo',
      icon: <Icon />,
      label: t(`area.${key}`),
      shortcut: `g ${letter}`,
      run: () => void navigate({ to }),
    };
  });
  const settings = { id: 'go:settings', icon: <Settings />, label: t('menu.settings'), shortcut: 'g s' };
  return [...commands, { ...settings, group: 'goTo', run: () => void navigate({ to: '/settings' }) }];
}

function useNewBoard(): PaletteCommand[] {
  const { t } = useTranslation('app');
  const navigate = useNavigate();
  const run = () => void navigate({ to: '/work', search: { new: 'board' } });
  const command: PaletteCommand = {
    id: 'new:board',
    group: 'commands',
    icon: <Plus />,
    label: t('palette.newBoard'),
    run,
  };
  return useMay('work:board:create') ? [command] : [];
}

function useAppearanceCommands(): PaletteCommand[] {
  const { t } = useTranslation('app');
  const group = 'commands';
  const themes = [
    { theme: 'light', icon: <Sun /> },
    { theme: 'dark', icon: <Moon /> },
    { theme: 'system', icon: <Laptop /> },
  ] as const;
  const densities = [
    { density: 'comfortable', icon: <Rows3 /> },
    { density: 'compact', icon: <Rows4 /> },
  ] as const;
  const languages = { en: 'English', fr: 'Français' } as const;
  return [
    ...themes.map(({ theme, icon }): PaletteCommand => {
      const label = t('palette.themeTo', { theme: t(`menu.${theme}`) });
      return { id: `theme:${theme}`, group, icon, label, run: () => changeAppearance({ theme }) };
    }),
    ...densities.map(({ density, icon }): PaletteCommand => {
      const label = t('palette.densityTo', { density: t(`menu.${density}`) });
      return { id: `density:${density}`, group, icon, label, run: () => changeAppearance({ density }) };
    }),
    ...(['en', 'fr'] as const).map((language): PaletteCommand => {
      const label = t('palette.languageTo', { language: languages[language] });
      return {
        id: `language:${language}`,
        group,
        icon: <Languages />,
        label,
        run: () => void changeLanguage(language),
      };
    }),
  ];
}

function useSessionCommands(onShortcuts: () => void): PaletteCommand[] {
  const { t } = useTranslation('app');
  const signOut = useSignOut();
  return [
    {
      id: 'shortcuts',
      group: 'commands',
      icon: <Keyboard />,
      label: t('menu.shortcuts'),
      shortcut: '?',
      run: onShortcuts,
    },
    { id: 'sign-out', group: 'commands', icon: <LogOut />, label: t('menu.signOut'), run: () => signOut.mutate() },
  ];
}
