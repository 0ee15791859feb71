import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Archive } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type RouterOutputs, trpc } from '../../core/trpc.ts';
import { useProblemText } from '../../core/use-problem-text.ts';
import { Button } from '../../ui/Button.tsx';
import { Popover } from '../../ui/Popover.tsx';
import { Select } from '../../ui/Select.tsx';
import { toast, toastError } from '../../ui/toast.ts';

type Retention = RouterOutputs['identity']['audit']['retention'];

const choices = [90, 180, 365, 730, 2555, 3650];
const forever = 'forever';

/** For how long entries are kept, where an administrator says it. */
export function AuditRetention() {
  const { data } = useQuery(trpc.identity.audit.retention.queryOptions());
  const words = useRetentionWords();
  const [open, setOpen] = useState(false);
  const { t } = useTranslation('identity');
  if (!data) return null;
  return (
    <Popover
      label={t('audit.kept')}
      align="end"
      open={open}
      onOpenChange={setOpen}
      className="w-72 p-3!"
      trigger={
        <Button icon={<Archive aria-hidden />}>
          <span className="max-sm:sr-only">{words(data.days)}</span>
        </Button>
      }
    >
      <RetentionForm retention={data} onSaved={() => setOpen(false)} />
    </Popover>
  );
}

function useRetentionWords() {
  const { t } = useTranslation('identity');
  return (days: number | null) => (days === null ? t('audit.keptForever') : t('audit.keptDays', { count: days }));
}

function RetentionForm({ retention, onSaved }: { retention: Retention; onSaved: () => void }) {
  const { t } = useTranslation('identity');
  const words = useRetentionWords();
  const [days, setDays] = useState(retention.days);
  const { save, isPending } = useSaveRetention(onSaved);
  const all = [...new Set([...choices, ...(retention.days === null ? [] : [retention.days])])].sort((a, b) => a - b);
  return (
    <form
      className="flex flex-col gap-3"
      onSubmit={(event) => {
        event.preventDefault();
        void save({ days, version: retention.version });
      }}
    >
      <Select
        aria-label={t('audit.kept')}
        value={days?.toString() ?? forever}
        onValueChange={(chosen) => setDays(chosen === forever ? null : Number(chosen))}
        options={[
          { value: forever, label: words(null) },
          ...all.map((value) => ({ value: value.toString(), label: words(value) })),
        ]}
      />
      <p className="text-ink-3 text-xs">{t('audit.keptHint')}</p>
      <Button
        type="submit"
        variant={days === null ? 'primary' : 'danger'}
        busy={isPending}
        disabled={days === retention.days}
      >
        {t('audit.keptSave')}
      </Button>
    </form>
  );
}

function useSaveRetention(onSaved: () => void) {
  const { t } = useTranslation('identity');
  const textOf = useProblemText();
  const queryClient = useQueryClient();
  const { mutateAsync, isPending } = useMutation(
    trpc.identity.audit.setRetention.mutationOptions({
      onSettled: () => queryClient.invalidateQueries({ queryKey: trpc.identity.audit.pathKey() }),
    }),
  );
  const save = async (retention: Retention) => {
    try {
      await mutateAsync(retention);
      toast(t('audit.keptSaved'));
      onSaved();
    } catch (error) {
      const { message, action } = textOf(error);
      toastError(message, { description: action });
    }
  };
  return { save, isPending };
}
