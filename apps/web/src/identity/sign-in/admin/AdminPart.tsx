import { type ReactNode, useId } from 'react';

interface AdminPartProps {
  title: string;
  hint: string;
  action?: ReactNode;
  children: ReactNode;
}

export function AdminPart({ title, hint, action, children }: AdminPartProps) {
  const id = useId();
  return (
    <section aria-labelledby={id}>
      <div className="mb-3 flex flex-wrap items-end justify-between gap-x-6 gap-y-2">
        <div className="min-w-0 flex-1 basis-64">
          <h2 id={id} className="font-semibold text-base">
            {title}
          </h2>
          <p className="text-ink-3">{hint}</p>
        </div>
        {action}
      </div>
      {children}
    </section>
  );
}
