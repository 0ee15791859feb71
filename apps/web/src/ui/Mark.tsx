const dots = [
  [8.5, 21.5, 1],
  [16, 21.5, 1],
  [23.5, 21.5, 1],
  [12.2, 14.8, 0.82],
  [19.8, 14.8, 0.82],
  [16, 8.2, 0.64],
] as const;

/** Muster's mark: people who gather into a shape. */
export function Mark({ size = 24, className }: { size?: number; className?: string }) {
  return (
    <svg aria-hidden="true" width={size} height={size} viewBox="0 0 32 32" className={className}>
      <rect width="32" height="32" rx="8" fill="var(--mark)" />
      {dots.map(([x, y, opacity]) => (
        <circle key={`${x.toString()},${y.toString()}`} cx={x} cy={y} r="2.6" fill="#fff" opacity={opacity} />
      ))}
    </svg>
  );
}
