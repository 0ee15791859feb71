import { createContext, type ReactNode, use, useCallback, useEffect, useMemo, useState } from 'react';
import { createPortal } from 'react-dom';

/**
 * The fixed places of the top bar that a screen fills: where you are (`title`), what can be done here (`actions`),
 * who is here (`presence`), and the state of saving (`saving`).
 */
export type SlotName = 'title' | 'actions' | 'presence' | 'saving';

interface Slots {
  elements: Partial<Record<SlotName, HTMLElement>>;
  place: (name: SlotName, element: HTMLElement | null) => void;
}

const ShellSlots = createContext<Slots>({ elements: {}, place: () => undefined });

export function ShellSlotsProvider({ children }: { children: ReactNode }) {
  const [elements, setElements] = useState<Slots['elements']>({});
  const place = useCallback<Slots['place']>(
    (name, element) => setElements((before) => ({ ...before, [name]: element ?? undefined })),
    [],
  );
  const slots = useMemo(() => ({ elements, place }), [elements, place]);
  return <ShellSlots value={slots}>{children}</ShellSlots>;
}

/** Where the shell keeps a place free. */
export function ShellSlotOutlet({ name, className }: { name: SlotName; className?: string }) {
  const { place } = use(ShellSlots);
  const [element, setElement] = useState<HTMLElement | null>(null);
  useEffect(() => place(name, element), [place, name, element]);
  return <div ref={setElement} data-slot={name} className={className} />;
}

/** `<ShellSlot name="saving">…</ShellSlot>` in a screen shows its content in the shell's place of that name. */
export function ShellSlot({ name, children }: { name: SlotName; children: ReactNode }) {
  const element = use(ShellSlots).elements[name];
  return element ? createPortal(children, element) : null;
}
