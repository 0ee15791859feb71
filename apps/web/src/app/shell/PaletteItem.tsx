import { Command } from 'cmdk';
import type { ReactNode } from 'react';
import { Kbd } from '../../ui/Kbd.tsx';

interface PaletteItemProps {
  /** Unique in the palette. */
  id: string;
  icon: ReactNode;
  label: string;
  /** Where it belongs, in grey. */
  context?: string;
  shortcut?: string;
  onSelect: () => void;
}

export function PaletteItem({ id, icon, label, context, shortcut, onSelect }: PaletteItemProps) {
  return (
    <Command.Item
      value={id}
      onSelect={onSelect}
      className="flex min-h-9 cursor-default select-none items-center gap-2.5 rounded-md px-3 py-1 data-[selected=true]:bg-hover pointer-coarse:min-h-11 [&>svg]:size-4 [&>svg]:shrink-0 [&>svg]:text-ink-3"
    >
      {icon}
      <span className="min-w-0 truncate">{label}</span>
      {context && <span className="ml-auto min-w-0 shrink-[2] truncate pl-4 text-ink-3 text-xs">{context}</span>}
      {shortcut && <Kbd keys={shortcut} className="ml-auto" />}
    </Command.Item>
  );
}

export const paletteGroup =
  '[&_[cmdk-group-heading]]:px-3 [&_[cmdk-group-heading]]:pt-2.5 [&_[cmdk-group-heading]]:pb-1 [&_[cmdk-group-heading]]:font-medium [&_[cmdk-group-heading]]:text-ink-3 [&_[cmdk-group-heading]]:text-xs';
