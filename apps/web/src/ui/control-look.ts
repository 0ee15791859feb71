/** What every field that takes text or a choice has in common. */
export const controlLook =
  'w-full rounded-md border border-field-line bg-surface text-ink text-sm shadow-low transition-colors hover:border-ink-3 ' +
  'focus:border-accent focus:outline-2 focus:outline-accent/35 focus:outline-offset-0 aria-invalid:border-bad ' +
  'disabled:cursor-not-allowed disabled:bg-sunken disabled:opacity-60';
