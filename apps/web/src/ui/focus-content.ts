/**
 * Where the focus goes when a dialog opens: into its first field, else onto the dialog itself, so that its title is read
 * and no button is one careless Enter away.
 */
export function focusContent(event: Event): void {
  event.preventDefault();
  if (!(event.currentTarget instanceof HTMLElement)) return;
  const field = event.currentTarget.querySelector<HTMLElement>(
    'input:not([type=hidden]), textarea, [contenteditable=true]',
  );
  (field ?? event.currentTarget).focus();
}
