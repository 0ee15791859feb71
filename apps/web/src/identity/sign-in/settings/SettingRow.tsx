import type { ReactNode } from 'react';

interface SettingRowProps {
  title: string;
  badge?: ReactNode;
  hint: ReactNode;
  actions?: ReactNode;
  children?: ReactNode;
}

/** One thing to set: what it is, how it stands, and what can be done about it. */
export function SettingRow({ title, badge, hint, actions, children }: SettingRowProps) {
  return (
    <li className="px-4 py-3">
      <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2">
        <div className="min-w-0 flex-1 basis-64">
          <p className="flex flex-wrap items-center gap-2 font-medium">
            {title}
            {badge}
          </p>
          <p className="text-ink-3">{hint}</p>
        </div>
        {actions && <div className="flex flex-wrap gap-2">{actions}</div>}
      </div>
      {children}
    </li>
  );
}
