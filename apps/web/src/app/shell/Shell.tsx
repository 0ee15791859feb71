import { Outlet, useNavigate } from '@tanstack/react-router';
import { lazy, Suspense, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { changeAppearance } from '../../core/appearance.ts';
import { ShellSlotsProvider } from '../../core/shell-slots.tsx';
import { useShortcut } from '../../core/use-shortcut.ts';
import { ProgressLine } from '../../ui/ProgressLine.tsx';
import { Toaster } from '../../ui/Toaster.tsx';
import { AdminPlaces } from './AdminPlaces.tsx';
import { BottomTabs } from './BottomTabs.tsx';
import { EarlyKeys } from './EarlyKeys.tsx';
import { OfflineBanner } from './OfflineBanner.tsx';
import { OperatorPlace } from './OperatorPlace.tsx';
import { Rail } from './Rail.tsx';
import { toggleRail } from './rail-state.ts';
import { TopBar } from './TopBar.tsx';
import { useActivity } from './use-activity.ts';
import { useAllowedAreas } from './use-allowed-areas.ts';
import { useRealtime } from './use-realtime.ts';

const CommandPalette = lazy(async () => ({ default: (await import('./CommandPalette.tsx')).CommandPalette }));
const ShortcutMap = lazy(async () => ({ default: (await import('./ShortcutMap.tsx')).ShortcutMap }));

type Floating = 'palette' | 'shortcuts' | undefined;

/** The frame around every screen: areas, where you are, and what is always at hand. */
export function Shell() {
  const { t } = useTranslation('app');
  const [floating, setFloating] = useState<Floating>();
  const typedEarly = useRef('');
  useRealtime();
  useActivity();
  useShellShortcuts(setFloating);
  const onOpenChange = (open: boolean) => !open && setFloating(undefined);
  return (
    <ShellSlotsProvider>
      <a
        href="#content"
        className="sr-only focus:not-sr-only focus:absolute focus:z-60 focus:m-2 focus:rounded-md focus:bg-accent focus:px-3 focus:py-2 focus:text-accent-ink"
      >
        {t('shell.skip')}
      </a>
      <div className="flex h-dvh flex-col">
        <OperatorPlace />
        <div className="flex min-h-0 flex-1">
          <Rail />
          <div className="flex min-w-0 flex-1 flex-col bg-surface md:border-line md:border-l">
            <TopBar onSearch={() => setFloating('palette')} onShortcuts={() => setFloating('shortcuts')} />
            <AdminPlaces />
            <OfflineBanner />
            <div
              id="content"
              tabIndex={-1}
              className="relative flex min-h-0 flex-1 flex-col overflow-hidden outline-none"
            >
              <Suspense fallback={<ProgressLine label={t('shell.loading')} />}>
                <Outlet />
              </Suspense>
            </div>
          </div>
        </div>
        <BottomTabs onSearch={() => setFloating('palette')} />
      </div>
      <Toaster />
      <Suspense fallback={<EarlyKeys typed={typedEarly} />}>
        {floating === 'palette' && (
          <CommandPalette
            typedEarly={typedEarly}
            onOpenChange={onOpenChange}
            onShortcuts={() => setFloating('shortcuts')}
          />
        )}
      </Suspense>
      <Suspense>{floating === 'shortcuts' && <ShortcutMap onOpenChange={onOpenChange} />}</Suspense>
    </ShellSlotsProvider>
  );
}

function useShellShortcuts(show: (floating: Floating) => void): void {
  const { t } = useTranslation('app');
  const general = t('shortcuts.general');
  useShortcut(
    { keys: 'mod+k', label: t('shortcuts.palette'), group: general, whileTyping: true, inDialogs: true },
    () => show('palette'),
  );
  useShortcut({ keys: '?', label: t('shortcuts.map'), group: general }, () => show('shortcuts'));
  useShortcut({ keys: '[', label: t('shortcuts.sidebar'), group: general }, toggleRail);
  useShortcut({ keys: 'mod+shift+l', label: t('shortcuts.theme'), group: general, whileTyping: true }, switchTheme);
  useAreaShortcuts();
}

function switchTheme(): void {
  changeAppearance({ theme: document.documentElement.dataset.theme === 'dark' ? 'light' : 'dark' });
}

function useAreaShortcuts(): void {
  const { t } = useTranslation('app');
  const navigate = useNavigate();
  const { areas, admin } = useAllowedAreas();
  const group = t('shortcuts.goTo');
  const may = (key: string) => areas.some((area) => area.key === key) || admin.some((area) => area.key === key);
  useShortcut({ keys: 'g d', label: t('area.dashboard'), group }, () => void navigate({ to: '/' }));
  useShortcut(
    { keys: 'g w', label: t('area.work'), group, enabled: may('work') },
    () => void navigate({ to: '/work' }),
  );
  useShortcut(
    { keys: 'g p', label: t('area.people'), group, enabled: may('people') },
    () => void navigate({ to: '/admin/people' }),
  );
  useShortcut(
    { keys: 'g r', label: t('area.roles'), group, enabled: may('roles') },
    () => void navigate({ to: '/admin/roles' }),
  );
  useShortcut(
    { keys: 'g o', label: t('area.groups'), group, enabled: may('groups') },
    () => void navigate({ to: '/admin/groups' }),
  );
  useShortcut(
    { keys: 'g l', label: t('area.locations'), group, enabled: may('locations') },
    () => void navigate({ to: '/admin/locations' }),
  );
  useShortcut(
    { keys: 'g f', label: t('area.fields'), group, enabled: may('fields') },
    () => void navigate({ to: '/admin/fields' }),
  );
  useShortcut(
    { keys: 'g k', label: t('area.keys'), group, enabled: may('keys') },
    () => void navigate({ to: '/admin/keys' }),
  );
  useShortcut(
    { keys: 'g u', label: t('area.audit'), group, enabled: may('audit') },
    () => void navigate({ to: '/admin/audit' }),
  );
  useShortcut(
    { keys: 'g v', label: t('area.operators'), group, enabled: may('operators') },
    () => void navigate({ to: '/admin/operators' }),
  );
  useShortcut({ keys: 'g s', label: t('area.settings'), group }, () => void navigate({ to: '/settings' }));
}
