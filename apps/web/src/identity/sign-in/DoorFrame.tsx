import { lazy, type ReactNode, Suspense } from 'react';
import { Mark } from '../../ui/Mark.tsx';
import { LanguageSwitch } from '../LanguageSwitch.tsx';

const SignInScene = lazy(async () => ({ default: (await import('./SignInScene.tsx')).SignInScene }));

/** Around every screen before somebody is in: the form at the left, a picture of the product beside it. */
export function DoorFrame({ children }: { children: ReactNode }) {
  return (
    <main className="grid h-dvh bg-surface lg:grid-cols-[minmax(440px,1fr)_minmax(0,1.25fr)]">
      <div className="flex min-h-0 flex-col overflow-y-auto px-6 py-6 sm:px-12">
        <header className="flex items-center justify-between">
          <span className="flex items-center gap-2 font-semibold text-base">
            <Mark size={26} />
            Muster
          </span>
          <LanguageSwitch />
        </header>
        <div className="m-auto w-full max-w-[380px] py-10">
          <Suspense>{children}</Suspense>
        </div>
      </div>
      <div className="hidden min-h-0 lg:block">
        <Suspense>
          <SignInScene />
        </Suspense>
      </div>
    </main>
  );
}
