import type { DocumentVersion } from '@muster/contract/collaboration/versions';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { trpc } from '../../core/trpc.ts';
import { useFormat } from '../../core/use-format.ts';
import { useBoard } from '../board/BoardSession.ts';

/** The board's versions, newest first, with the means to load older ones. */
export function useVersions() {
  const { documentName } = useBoard();
  const versions = useInfiniteQuery(
    trpc.collaboration.versions.list.infiniteQueryOptions(
      { documentName, limit: 30 },
      { getNextPageParam: (page) => page.nextCursor ?? undefined },
    ),
  );
  return { ...versions, items: versions.data?.pages.flatMap((page) => page.items) ?? [] };
}

/** What people call a version: the name they gave it, or when it was kept of its own accord. */
export function useVersionName(): (version: DocumentVersion) => string {
  const { t } = useTranslation('work');
  const format = useFormat();
  return ({ name, createdAt }) => {
    const at = new Date(createdAt);
    return name || t('versions.unnamed', { date: format.date(at), time: format.time(at) });
  };
}
