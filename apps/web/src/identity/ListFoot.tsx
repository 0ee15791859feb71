import { useTranslation } from 'react-i18next';

interface ListFootProps {
  count: number;
  hasMore: boolean;
  isLoading: boolean;
}

/** How many entries there are, or that more are on their way. */
export function ListFoot({ count, hasMore, isLoading }: ListFootProps) {
  const { t } = useTranslation('identity');
  if (isLoading) return t('list.loading');
  return hasMore ? t('list.soFar', { count }) : t('list.rows', { count });
}
