import { clsx } from 'clsx';
import { useTranslation } from 'react-i18next';

const columns: { width: string; cards: { lines: string[]; dot?: string; held?: string }[] }[] = [
  {
    width: '52%',
    cards: [
      { lines: ['84%', '52%'], dot: 'var(--label-amber)' },
      { lines: ['66%'] },
      { lines: ['90%', '40%'], dot: 'var(--label-blue)' },
      { lines: ['72%'] },
    ],
  },
  {
    width: '38%',
    cards: [
      { lines: ['70%', '88%'], held: '#c2410c' },
      { lines: ['58%'], dot: 'var(--label-red)' },
      { lines: ['80%', '30%'] },
    ],
  },
  { width: '46%', cards: [{ lines: ['76%'] }, { lines: ['62%', '44%'], dot: 'var(--label-green)' }] },
];

/** A picture of the product at the right of the sign-in form: a board in the making, two people at it. */
export function SignInScene() {
  const { t } = useTranslation('identity');
  return (
    <div
      role="img"
      aria-label={t('signIn.scene')}
      className="relative h-full overflow-hidden border-line border-l bg-accent-soft"
    >
      <div className="absolute top-1/2 left-16 flex w-[860px] -translate-y-1/2 gap-4 rounded-lg">
        {columns.map((column) => (
          <div key={column.width} className="flex w-[272px] shrink-0 flex-col gap-2.5 rounded-lg bg-surface/55 p-3">
            <Line width={column.width} strong />
            {column.cards.map((card) => (
              <SceneCard key={card.lines.join()} {...card} />
            ))}
          </div>
        ))}
      </div>
      <Cursor name="Priya" color="#c2410c" className="top-[46%] left-[56%]" />
      <Cursor name="Marcus" color="#3b5bdb" className="top-[66%] left-[22%]" />
    </div>
  );
}

function SceneCard({ lines, dot, held }: { lines: string[]; dot?: string; held?: string }) {
  return (
    <div
      className={clsx(
        'flex flex-col gap-2 rounded-md border border-line bg-surface p-3',
        held ? 'rotate-2 shadow-float' : 'shadow-low',
      )}
      style={held ? { outline: `2px solid ${held}` } : undefined}
    >
      {lines.map((width) => (
        <Line key={width} width={width} />
      ))}
      {dot && <span className="mt-1 h-1.5 w-9 rounded-full" style={{ background: dot }} />}
    </div>
  );
}

function Line({ width, strong }: { width: string; strong?: boolean }) {
  return (
    <span className={clsx('block h-2 rounded-full', strong ? 'my-1.5 bg-accent/45' : 'bg-pressed')} style={{ width }} />
  );
}

function Cursor({ name, color, className }: { name: string; color: string; className: string }) {
  return (
    <div className={clsx('absolute', className)}>
      <svg aria-hidden="true" width="20" height="20" viewBox="0 0 20 20">
        <path d="M3 2l13 6.2-5.6 1.7L7.6 16z" fill={color} stroke="#fff" strokeWidth="1.2" />
      </svg>
      <span className="ml-4 rounded-md px-1.5 py-0.5 font-medium text-white text-xs" style={{ background: color }}>
        {name}
      </span>
    </div>
  );
}
