import type { OpenAccess } from '@muster/contract/identity/operator';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { beginAnew } from '../../core/operator-browser.ts';
import { trpc } from '../../core/trpc.ts';
import { useFormat } from '../../core/use-format.ts';
import { Button } from '../../ui/Button.tsx';

/** The company that the operator is in: to go on there, or to leave it. */
export function OpenStay({ access }: { access: OpenAccess }) {
  const { t } = useTranslation('operator');
  const format = useFormat();
  const queryClient = useQueryClient();
  const refresh = () => queryClient.invalidateQueries({ queryKey: trpc.identity.operator.pathKey() });
  const resume = useMutation(
    trpc.identity.operator.resume.mutationOptions({ onSuccess: () => beginAnew('/'), onError: refresh }),
  );
  const leave = useMutation(trpc.identity.operator.leave.mutationOptions({ onSettled: refresh }));
  return (
    <section className="flex flex-col gap-3 rounded-lg border border-line bg-warn-soft p-4 text-warn-text sm:flex-row sm:items-center">
      <div className="min-w-0 flex-1">
        <h2 className="font-semibold">{t('stay.title', { name: access.tenantName })}</h2>
        <p>
          {access.reason} · {t('stay.ends', { time: format.time(new Date(access.endsAt)) })}
          {access.actingAs && ` · ${t('stay.actingAs', { name: access.actingAs })}`}
        </p>
      </div>
      <Button busy={leave.isPending} onClick={() => leave.mutate()}>
        {t('stay.leave')}
      </Button>
      <Button variant="primary" busy={resume.isPending} onClick={() => resume.mutate()}>
        {t('stay.goOn')}
      </Button>
    </section>
  );
}
