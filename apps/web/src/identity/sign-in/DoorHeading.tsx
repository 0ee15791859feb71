import { useEffect, useRef } from 'react';

interface DoorHeadingProps {
  title: string;
  lead: string;
  /** Takes the focus: the form that had it is gone, and reading goes on here. */
  takesFocus?: boolean;
}

export function DoorHeading({ title, lead, takesFocus }: DoorHeadingProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (takesFocus) heading.current?.focus();
  }, [takesFocus]);
  return (
    <>
      <h1 ref={heading} tabIndex={-1} className="font-semibold text-xl tracking-tight outline-none">
        {title}
      </h1>
      <p className="mt-1 mb-6 text-ink-3">{lead}</p>
    </>
  );
}
