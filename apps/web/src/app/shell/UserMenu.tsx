import { useNavigate } from '@tanstack/react-router';
import { Keyboard, LogOut, Settings } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { changeAppearance, useAppearance } from '../../core/appearance.ts';
import { changeLanguage, currentLanguage } from '../../core/translation.ts';
import { useAppearanceChoices } from '../../core/use-appearance-choices.tsx';
import { useMe } from '../../core/use-me.ts';
import { Avatar } from '../../ui/Avatar.tsx';
import { DropdownMenu, MenuChoice, MenuItem, MenuSeparator } from '../../ui/DropdownMenu.tsx';
import { useSignOut } from './use-sign-out.ts';

export function UserMenu({ onShortcuts }: { onShortcuts: () => void }) {
  const { t } = useTranslation('app');
  const { user, tenant } = useMe();
  const navigate = useNavigate();
  const signOut = useSignOut();
  return (
    <DropdownMenu
      align="end"
      className="w-64"
      trigger={
        <button
          type="button"
          aria-label={t('menu.user')}
          className="flex size-control shrink-0 items-center justify-center rounded-full"
        >
          <Avatar person={user} size={28} />
        </button>
      }
    >
      <div className="flex items-center gap-2.5 px-2 py-2">
        <Avatar person={user} size={32} />
        <div className="min-w-0 leading-tight">
          <p className="truncate font-medium">{user.name}</p>
          <p className="truncate text-ink-3 text-xs">{user.email}</p>
          <p className="truncate text-ink-3 text-xs">{tenant.name}</p>
        </div>
      </div>
      <MenuSeparator />
      <AppearanceChoices />
      <MenuSeparator />
      <MenuItem icon={<Keyboard />} shortcut="?" onSelect={onShortcuts}>
        {t('menu.shortcuts')}
      </MenuItem>
      <MenuItem icon={<Settings />} onSelect={() => void navigate({ to: '/settings' })}>
        {t('menu.settings')}
      </MenuItem>
      <MenuSeparator />
      <MenuItem icon={<LogOut />} onSelect={() => signOut.mutate()}>
        {t('menu.signOut')}
      </MenuItem>
    </DropdownMenu>
  );
}

function AppearanceChoices() {
  const { t } = useTranslation('app');
  const { theme, density } = useAppearance();
  const { themes, densities } = useAppearanceChoices();
  return (
    <>
      <MenuChoice
        label={t('menu.theme')}
        value={theme}
        onValueChange={(value) => changeAppearance({ theme: value })}
        options={themes}
      />
      <MenuChoice
        label={t('menu.density')}
        value={density}
        onValueChange={(value) => changeAppearance({ density: value })}
        options={densities}
      />
      <MenuChoice
        label={t('menu.language')}
        value={currentLanguage()}
        onValueChange={(value) => void changeLanguage(value)}
        options={[
          { value: 'en', label: 'English', icon: <LanguageCode code="EN" /> },
          { value: 'fr', label: 'Français', icon: <LanguageCode code="FR" /> },
        ]}
      />
    </>
  );
}

function LanguageCode({ code }: { code: string }) {
  return (
    <span aria-hidden className="w-4 text-center font-semibold text-[10px] text-ink-3">
      {code}
    </span>
  );
}
