import type { DueCertification } from '@muster/contract/identity/certifications';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { CalendarClock } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { trpc } from '../../core/trpc.ts';
import { dateOf, useFormat } from '../../core/use-format.ts';
import { useMay } from '../../core/use-me.ts';
import { Avatar } from '../../ui/Avatar.tsx';
import { Badge } from '../../ui/Badge.tsx';
import { Button } from '../../ui/Button.tsx';
import { PeekSheet } from './PeekSheet.tsx';

/** Opens what has to be renewed, from the list of people; there is no button while nothing has. */
export function CertificationsDue({ onOpenPerson }: { onOpenPerson: (userId: string) => void }) {
  const mayManage = useMay('identity:employee:manage');
  return mayManage ? <DueButton onOpenPerson={onOpenPerson} /> : null;
}

function useDue() {
  return useInfiniteQuery({
    ...trpc.identity.employees.dueCertifications.infiniteQueryOptions(
      { limit: 100 },
      { getNextPageParam: (page) => page.nextCursor ?? undefined },
    ),
    placeholderData: keepPreviousData,
  });
}

function DueButton({ onOpenPerson }: { onOpenPerson: (userId: string) => void }) {
  const { t } = useTranslation('rights');
  const [open, setOpen] = useState(false);
  const { expired, expiring } = useDue().data?.pages[0]?.counts ?? { expired: 0, expiring: 0 };
  if (expired + expiring === 0) return null;
  const openPerson = (userId: string) => {
    setOpen(false);
    onOpenPerson(userId);
  };
  return (
    <>
      <Button icon={<CalendarClock />} onClick={() => setOpen(true)}>
        <span className="max-sm:sr-only">{t('due.open')}</span>
        {expired > 0 && <Badge tone="bad">{t('due.expired', { count: expired })}</Badge>}
        {expiring > 0 && <Badge tone="warn">{t('due.expiring', { count: expiring })}</Badge>}
      </Button>
      {open && <DueSheet onOpenPerson={openPerson} onClose={() => setOpen(false)} />}
    </>
  );
}

interface DueSheetProps {
  onOpenPerson: (userId: string) => void;
  onClose: () => void;
}

function DueSheet({ onOpenPerson, onClose }: DueSheetProps) {
  const { t } = useTranslation('rights');
  const query = useDue();
  const due = query.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <PeekSheet title={t('due.title')} subtitle={t('due.lead')} onClose={onClose}>
      <ul aria-label={t('due.title')} className="-mx-2 flex flex-col">
        {due.map((each) => (
          <DueRow key={each.id} due={each} onOpen={() => onOpenPerson(each.userId)} />
        ))}
      </ul>
      {query.hasNextPage && (
        <Button className="mt-3" busy={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
          {t('due.more')}
        </Button>
      )}
    </PeekSheet>
  );
}

function DueRow({ due, onOpen }: { due: DueCertification; onOpen: () => void }) {
  const { t } = useTranslation('rights');
  const format = useFormat();
  const { userId: id, personName: name, personColor: color, expiresOn, state } = due;
  return (
    <li>
      <button
        type="button"
        onClick={onOpen}
        className="flex min-h-11 w-full items-center gap-3 rounded-md px-2 py-1.5 text-left hover:bg-hover"
      >
        <Avatar person={{ id, name, color }} size={24} />
        <span className="min-w-0 flex-1 leading-tight">
          <span className="block truncate font-medium">{name}</span>
          <span className="block truncate text-ink-3 text-xs">{due.name}</span>
        </span>
        <Badge tone={state === 'expired' ? 'bad' : 'warn'}>
          {t(`person.${state}`, { date: format.date(dateOf(expiresOn)) })}
        </Badge>
      </button>
    </li>
  );
}
