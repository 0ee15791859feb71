import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { trpc } from '../../core/trpc.ts';
import { useMay } from '../../core/use-me.ts';
import { Avatar } from '../../ui/Avatar.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { TabPanel, Tabs } from '../../ui/Tabs.tsx';
import { ListProblem } from '../ListProblem.tsx';
import { PeekSheet } from './PeekSheet.tsx';
import { PersonProfile } from './PersonProfile.tsx';
import { PersonRights } from './PersonRights.tsx';
import { WhyPanel } from './WhyPanel.tsx';

type Tab = 'profile' | 'rights' | 'why';

/** A person beside the list: profile, what they hold, and why. */
export function PersonSheet({ userId, onClose }: { userId: string; onClose: () => void }) {
  const { t } = useTranslation('rights');
  const [tab, setTab] = useState<Tab>('profile');
  const mayReadRoles = useMay('identity:role:read');
  const query = useQuery(trpc.identity.employees.get.queryOptions({ userId }));
  const profile = query.data;
  if (query.error && !profile) {
    return (
      <PeekSheet title={t('person.profile')} onClose={onClose}>
        <ListProblem error={query.error} onRetry={() => void query.refetch()} />
      </PeekSheet>
    );
  }
  if (!profile) {
    return (
      <PeekSheet title={t('person.profile')} onClose={onClose}>
        <Skeleton className="h-40 w-full" />
      </PeekSheet>
    );
  }
  const tabs: { value: Tab; label: string }[] = [
    { value: 'profile', label: t('person.profile') },
    ...(mayReadRoles
      ? [
          { value: 'rights' as const, label: t('person.rights') },
          { value: 'why' as const, label: t('person.why') },
        ]
      : []),
  ];
  return (
    <PeekSheet
      title={profile.name}
      subtitle={profile.email}
      face={<Avatar person={{ ...profile, id: profile.userId }} size={32} />}
      onClose={onClose}
    >
      <Tabs label={t('person.tabs')} value={tab} onValueChange={setTab} tabs={tabs}>
        <TabPanel value="profile" className="pt-4">
          <PersonProfile profile={profile} />
        </TabPanel>
        <TabPanel value="rights" className="pt-4">
          <PersonRights key={profile.userVersion} profile={profile} />
        </TabPanel>
        <TabPanel value="why" className="pt-4">
          <WhyPanel userId={userId} name={profile.name} />
        </TabPanel>
      </Tabs>
    </PeekSheet>
  );
}
