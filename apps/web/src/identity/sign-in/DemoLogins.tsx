import { ChevronRight } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { RouterOutputs } from '../../core/trpc.ts';
import { Avatar } from '../../ui/Avatar.tsx';
import type { Credentials } from './use-sign-in.ts';

type DemoLogin = NonNullable<RouterOutputs['identity']['demoLogins']>[number];

interface DemoLoginsProps {
  logins: readonly DemoLogin[];
  onChoose: (credentials: Credentials) => void;
  busy: boolean;
}

/** Only where the server runs the demo: its people, one click each. */
export function DemoLogins({ logins, onChoose, busy }: DemoLoginsProps) {
  const { t } = useTranslation('identity');
  return (
    <section aria-label={t('signIn.demo')} className="mt-8 border-line border-t pt-6">
      <h2 className="font-semibold">{t('signIn.demo')}</h2>
      <p className="mt-0.5 mb-3 text-ink-3">{t('signIn.demoLead')}</p>
      <ul className="overflow-hidden rounded-lg border border-line">
        {logins.map((login) => (
          <li key={login.email} className="border-line not-first:border-t">
            <button
              type="button"
              disabled={busy}
              onClick={() => onChoose({ email: login.email, password: login.password })}
              className="flex min-h-12 w-full items-center gap-3 px-3 py-1.5 text-left -outline-offset-2 transition-colors hover:bg-hover"
            >
              <Avatar person={{ id: login.email, name: login.name }} size={28} />
              <span className="min-w-0 flex-1 leading-tight" title={login.email}>
                <span className="block truncate font-medium">{login.name}</span>
                <span className="block truncate text-ink-3 text-xs">{login.role}</span>
              </span>
              <ChevronRight aria-hidden className="size-4 text-ink-3" />
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
