import type { OperatorAccess } from '@muster/contract/identity/operator';
import { useTranslation } from 'react-i18next';
import type { Column } from '../../../core/list/column.ts';
import { PersonAvatar } from '../../../core/PersonAvatar.tsx';
import { Time } from '../../../core/Time.tsx';
import { StayState } from './StayState.tsx';

export function useStayColumns(): Column<OperatorAccess>[] {
  const { t } = useTranslation('operator');
  return [
    {
      key: 'who',
      header: t('admin.who'),
      width: 'minmax(0, 1.2fr)',
      cell: ({ operatorId, operatorName }) => (
        <span className="flex items-center gap-2.5">
          <PersonAvatar id={operatorId} name={operatorName} size={24} />
          <span className="truncate font-medium">{operatorName}</span>
        </span>
      ),
    },
    {
      key: 'why',
      header: t('admin.why'),
      width: 'minmax(0, 2fr)',
      phoneHidden: true,
      cell: ({ reason, impersonations }) => (
        <span className="block truncate" title={reason}>
          {reason}
          {impersonations.length > 0 && (
            <span className="text-ink-3">
              {' '}
              · {impersonations.map(({ userName }) => t('admin.acted', { name: userName })).join(', ')}
            </span>
          )}
        </span>
      ),
    },
    {
      key: 'state',
      header: t('admin.state'),
      width: 'minmax(0, 1fr)',
      cell: (stay) => <StayState stay={stay} />,
    },
    {
      key: 'began',
      header: t('admin.began'),
      width: '104px',
      align: 'end',
      cell: ({ startedAt }) => <Time value={startedAt} className="text-ink-3 text-xs" />,
    },
  ];
}
