import { Tooltip as Primitive } from 'radix-ui';
import type { ReactNode } from 'react';
import { Kbd } from './Kbd.tsx';

interface TooltipProps {
  label: ReactNode;
  /** Keys as `useShortcut` takes them: `mod+k`, `g d`, `?`. */
  shortcut?: string;
  side?: 'top' | 'right' | 'bottom' | 'left';
  /** A single element that accepts a ref. */
  children: ReactNode;
}

/** Stands once around the app; the second tooltip in a row opens at once. */
export function TooltipProvider({ children }: { children: ReactNode }) {
  return (
    <Primitive.Provider delayDuration={450} skipDelayDuration={300} disableHoverableContent>
      {children}
    </Primitive.Provider>
  );
}

export function Tooltip({ label, shortcut, side = 'bottom', children }: TooltipProps) {
  return (
    <Primitive.Root>
      <Primitive.Trigger asChild>{children}</Primitive.Trigger>
      <Primitive.Portal>
        <Primitive.Content
          side={side}
          sideOffset={6}
          collisionPadding={8}
          className="z-60 flex max-w-72 animate-fade items-center gap-2 rounded-md bg-ink px-2 py-1 text-canvas text-xs shadow-float"
        >
          {label}
          {shortcut && <Kbd keys={shortcut} inverted />}
        </Primitive.Content>
      </Primitive.Portal>
    </Primitive.Root>
  );
}
