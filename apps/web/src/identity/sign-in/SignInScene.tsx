import { clsx } from 'clsx';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Avatar } from '../../ui/Avatar.tsx';

const priya = { id: 'priya', name: 'Priya Natarajan', color: '#c2410c' };
const marcus = { id: 'marcus', name: 'Marcus Webb', color: '#3b5bdb' };
const amelie = { id: 'amelie', name: 'Amélie Tremblay', color: '#0b7a5c' };

/** A picture of the product beside the sign-in form: a board in the middle of a morning, two people at it. */
export function SignInScene() {
  const { t } = useTranslation('identity');
  return (
    <div role="img" aria-label={t('signIn.scene')} className="relative h-full overflow-hidden bg-(--scene)">
      <div aria-hidden className="absolute top-1/2 left-[9%] flex -translate-y-[54%] items-start gap-4">
        <SceneColumn name={t('scene.planned')} count={4}>
          <SceneCard title={t('scene.piano')} label="amber" people={[marcus]} />
          <SceneCard title={t('scene.boxes')} people={[amelie]} />
          <SceneCard title={t('scene.keys')} label="blue" held={marcus} />
          <SceneCard title={t('scene.elevator')} people={[priya]} />
        </SceneColumn>
        <SceneColumn name={t('scene.road')} count={3}>
          <SceneCard title={t('scene.office')} label="red" people={[priya, marcus]} />
          <SceneCard title={t('scene.flat')} people={[amelie, priya]} />
          <div className="relative rotate-2">
            <SceneCard title={t('scene.storage')} label="green" people={[amelie]} held={priya} />
            <Cursor person={priya} className="top-12 left-24" />
          </div>
        </SceneColumn>
        <SceneColumn name={t('scene.done')} count={12}>
          <SceneCard title={t('scene.survey')} label="green" people={[marcus]} />
          <SceneCard title={t('scene.claim')} people={[amelie]} />
        </SceneColumn>
      </div>
    </div>
  );
}

function SceneColumn({ name, count, children }: { name: string; count: number; children: ReactNode }) {
  return (
    <div className="flex w-64 shrink-0 flex-col gap-2 rounded-lg bg-white/8 p-2.5">
      <p className="flex items-center gap-2 px-1 pb-0.5 font-medium text-white">
        {name}
        <span className="font-normal text-white/80 tabular-nums">{count}</span>
      </p>
      {children}
    </div>
  );
}

interface SceneCardProps {
  title: string;
  label?: 'amber' | 'blue' | 'red' | 'green';
  people?: readonly (typeof priya)[];
  held?: typeof priya;
}

function SceneCard({ title, label, people, held }: SceneCardProps) {
  return (
    <div
      className={clsx('flex flex-col gap-2.5 rounded-md bg-surface px-3 py-2.5', held && 'outline-2')}
      style={held ? { outlineColor: held.color } : undefined}
    >
      <span>{title}</span>
      {(label ?? people) && (
        <span className="flex h-5 items-center">
          {label && <span className="h-1.5 w-8 rounded-full" style={{ background: `var(--label-${label})` }} />}
          <span className="ml-auto flex -space-x-1">
            {people?.map((person) => (
              <Avatar key={person.id} person={person} size={20} />
            ))}
          </span>
        </span>
      )}
    </div>
  );
}

function Cursor({ person, className }: { person: typeof priya; className: string }) {
  return (
    <div className={clsx('absolute', className)}>
      <svg aria-hidden="true" width="20" height="20" viewBox="0 0 20 20">
        <path d="M3 2l13 6.2-5.6 1.7L7.6 16z" fill={person.color} stroke="#fff" strokeWidth="1.2" />
      </svg>
      <span
        className="ml-4 whitespace-nowrap rounded-md px-1.5 py-0.5 font-medium text-white text-xs"
        style={{ background: person.color }}
      >
        {person.name.split(' ')[0]}
      </span>
    </div>
  );
}
