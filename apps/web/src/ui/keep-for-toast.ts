/**
 * For what closes when something outside it is pressed: a toast stands in front of everything, and pressing its button means
 * nothing but that button.
 */
export function keepForToast(event: Event): void {
  if (event.target instanceof Element && event.target.closest('[data-sonner-toast]')) event.preventDefault();
}
