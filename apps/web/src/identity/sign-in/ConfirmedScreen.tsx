import { oidcProblems } from '@muster/contract/identity/oidc';
import { useSearch } from '@tanstack/react-router';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useTitle } from '../../core/use-title.ts';
import { tellConfirmed } from './confirmation-channel.ts';
import { DoorAlert } from './DoorAlert.tsx';
import { DoorFrame } from './DoorFrame.tsx';
import { DoorHeading } from './DoorHeading.tsx';

/** Where an issuer sends somebody back to who showed there that it is still them; the tab that asked goes on by itself. */
export function ConfirmedScreen() {
  const { t } = useTranslation('security');
  const search = useSearch({ from: '/confirmed' });
  const problem = oidcProblems.find((each) => each === search.problem);
  useTitle(t(problem ? 'confirmed.failedTitle' : 'confirmed.title'));
  useEffect(() => {
    if (problem) return;
    tellConfirmed();
    // Browsers close tabs that a link opened only while they hold one page; else the person reads that they can.
    window.close();
  }, [problem]);
  return (
    <DoorFrame>
      <DoorHeading
        title={t(problem ? 'confirmed.failedTitle' : 'confirmed.title')}
        lead={t(problem ? 'confirmed.failedLead' : 'confirmed.lead')}
        takesFocus
      />
      {problem && <DoorAlert>{t(`door.problem.${problem}`)}</DoorAlert>}
    </DoorFrame>
  );
}
