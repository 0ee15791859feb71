import { expect, type Page } from '@playwright/test';

/** Waits until the app's frame is on the screen: before that, no key is listened to. */
export async function shellStands(page: Page): Promise<void> {
  await expect(page.getByRole('button', { name: 'Your menu' })).toBeVisible();
}
