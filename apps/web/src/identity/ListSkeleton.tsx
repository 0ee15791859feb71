import { Skeleton } from '../ui/Skeleton.tsx';

const rows = ['62%', '48%', '55%', '70%', '44%', '58%', '50%', '66%'];

export function ListSkeleton() {
  return (
    <div className="flex flex-col px-gutter pt-9">
      {rows.map((width) => (
        <div key={width} className="flex min-h-row items-center gap-3 border-line border-b">
          <Skeleton className="size-6 rounded-full!" />
          <span style={{ width }}>
            <Skeleton className="h-3 w-full" />
          </span>
        </div>
      ))}
    </div>
  );
}
