import { type ReactNode, Suspense, useId } from 'react';
import { useTranslation } from 'react-i18next';
import { changeAppearance, useAppearance } from '../core/appearance.ts';
import { useAppearanceChoices } from '../core/use-appearance-choices.tsx';
import { useTitle } from '../core/use-title.ts';
import { SegmentedControl } from '../ui/SegmentedControl.tsx';
import { Skeleton } from '../ui/Skeleton.tsx';
import { Devices } from './Devices.tsx';
import { LanguageSwitch } from './LanguageSwitch.tsx';
import { SignInWays } from './sign-in/settings/SignInWays.tsx';

/** What a person sets for themselves: how Muster looks here, and where they are signed in. */
export function SettingsScreen() {
  const { t } = useTranslation('identity');
  useTitle(t('settings.title'));
  return (
    <main className="h-full overflow-y-auto px-gutter py-6">
      <h1 className="font-semibold text-xl tracking-tight">{t('settings.title')}</h1>
      <div className="mt-6 flex max-w-3xl flex-col gap-10">
        <Part title={t('settings.appearance')} hint={t('settings.appearanceHint')}>
          <Appearance />
        </Part>
        <Suspense>
          <SignInWays />
        </Suspense>
        <Part title={t('settings.devices')} hint={t('settings.devicesHint')}>
          <Devices />
        </Part>
      </div>
    </main>
  );
}

function Part({ title, hint, children }: { title: string; hint: string; children: ReactNode }) {
  const id = useId();
  return (
    <section aria-labelledby={id}>
      <h2 id={id} className="font-semibold text-base">
        {title}
      </h2>
      <p className="mb-3 text-ink-3">{hint}</p>
      {/* Words that come late hold up their own part alone, never the screen that somebody already reads. */}
      <Suspense fallback={<Skeleton className="h-32 w-full" />}>{children}</Suspense>
    </section>
  );
}

function Appearance() {
  const { t } = useTranslation('app');
  const { theme, density } = useAppearance();
  const { themes, densities } = useAppearanceChoices();
  return (
    <div className="divide-y divide-line rounded-lg border border-line">
      <Choice label={t('menu.theme')}>
        <SegmentedControl
          label={t('menu.theme')}
          value={theme}
          onValueChange={(value) => changeAppearance({ theme: value })}
          options={themes}
        />
      </Choice>
      <Choice label={t('menu.density')}>
        <SegmentedControl
          label={t('menu.density')}
          value={density}
          onValueChange={(value) => changeAppearance({ density: value })}
          options={densities}
        />
      </Choice>
      <Choice label={t('menu.language')}>
        <LanguageSwitch />
      </Choice>
    </div>
  );
}

function Choice({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2 px-4 py-3">
      <span className="font-medium">{label}</span>
      {children}
    </div>
  );
}
