import type { Locator, Page } from '@playwright/test';

/**
 * The message at the foot of the screen that says this; the same words are read aloud beside it. It goes away by
 * itself, but not from under the pointer: hover over it before waiting for something else, as whoever means to undo does.
 */
export function toast(page: Page, text: string): Locator {
  return page.locator('[data-sonner-toast]').filter({ hasText: text });
}
