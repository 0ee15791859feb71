import { useTranslation } from 'react-i18next';
import { useNow } from '../../core/Time.tsx';
import { useFormat } from '../../core/use-format.ts';
import { useMay, useMe } from '../../core/use-me.ts';
import { useTitle } from '../../core/use-title.ts';
import { MyCards } from './MyCards.tsx';
import { OthersChanges } from './OthersChanges.tsx';
import { RecentBoards } from './RecentBoards.tsx';

/** Where a day begins: what is due, where work went on, and what others did meanwhile. */
export function DashboardScreen() {
  const { t } = useTranslation('app');
  const seesBoards = useMay('work:board:read');
  const seesCards = useMay('work:card:read');
  useTitle(t('area.dashboard'));
  return (
    <main className="h-full overflow-y-auto">
      <Greeting />
      <div className="grid gap-x-8 gap-y-8 px-gutter pb-10 lg:grid-cols-[minmax(0,1fr)_minmax(280px,340px)]">
        <div className="flex min-w-0 flex-col gap-8">
          {seesCards && <MyCards />}
          {seesBoards && <RecentBoards />}
        </div>
        <OthersChanges />
      </div>
    </main>
  );
}

function Greeting() {
  const { t } = useTranslation('app');
  const format = useFormat();
  const now = useNow();
  const name = useMe().user.name.split(' ')[0] ?? '';
  const hour = now.getHours();
  const part = hour < 12 ? 'morning' : hour < 18 ? 'afternoon' : 'evening';
  return (
    <header className="px-gutter pt-6 pb-5">
      <h1 className="font-semibold text-xl tracking-tight">{t(`dashboard.${part}`, { name })}</h1>
      <p className="text-ink-3 first-letter:uppercase">{format.weekday(now)}</p>
    </header>
  );
}
