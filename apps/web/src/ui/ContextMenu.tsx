import { clsx } from 'clsx';
import { ChevronRight } from 'lucide-react';
import { ContextMenu as Primitive } from 'radix-ui';
import type { ReactNode } from 'react';
import type { MenuItemProps } from './DropdownMenu.tsx';
import { Kbd } from './Kbd.tsx';
import { floating, menuItem, menuItemDanger, menuSeparator } from './menu-look.ts';

interface ContextMenuProps {
  /** The element that is right-clicked (or long-pressed); it must accept a ref. */
  children: ReactNode;
  items: ReactNode;
  onOpenChange?: (open: boolean) => void;
}

/** The same actions must be reachable otherwise too: nobody on a keyboard finds a right click. */
export function ContextMenu({ children, items, onOpenChange }: ContextMenuProps) {
  return (
    <Primitive.Root onOpenChange={onOpenChange} modal={false}>
      <Primitive.Trigger asChild>{children}</Primitive.Trigger>
      <Primitive.Portal>
        <Primitive.Content collisionPadding={8} className={clsx(floating, 'min-w-48')}>
          {items}
        </Primitive.Content>
      </Primitive.Portal>
    </Primitive.Root>
  );
}

export function ContextMenuItem({ icon, shortcut, danger, children, ...rest }: MenuItemProps) {
  return (
    <Primitive.Item {...rest} className={clsx(menuItem, danger && menuItemDanger)}>
      {icon}
      <span className="min-w-0 flex-1 truncate">{children}</span>
      {shortcut && <Kbd keys={shortcut} className="pl-4" />}
    </Primitive.Item>
  );
}

export function ContextMenuSub({ label, icon, children }: { label: string; icon?: ReactNode; children: ReactNode }) {
  return (
    <Primitive.Sub>
      <Primitive.SubTrigger className={clsx(menuItem, 'data-[state=open]:bg-hover')}>
        {icon}
        <span className="min-w-0 flex-1 truncate">{label}</span>
        <ChevronRight />
      </Primitive.SubTrigger>
      <Primitive.Portal>
        <Primitive.SubContent sideOffset={2} collisionPadding={8} className={clsx(floating, 'min-w-44')}>
          {children}
        </Primitive.SubContent>
      </Primitive.Portal>
    </Primitive.Sub>
  );
}

export function ContextMenuSeparator() {
  return <Primitive.Separator className={menuSeparator} />;
}
