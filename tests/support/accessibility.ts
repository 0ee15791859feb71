import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

/** WCAG 2.2 AA, by the names that axe gives its parts. */
const wcag = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

/** The two sizes of screen at which everything has to be usable. */
export const devices = {
  'at a desk': { width: 1440, height: 900 },
  'on a phone': { width: 390, height: 844 },
};

interface Look {
  /** Only what stands inside this selector is looked at. */
  within?: string;
  /** Also what axe advises beyond WCAG; true unless told. */
  bestPractice?: boolean;
}

/**
 * A colour that is still fading has no contrast yet, so everything that moves is put where it would end; what turns for
 * ever is never over. Nobody waits for it: a page that stands behind another one draws no frames, and would never end.
 */
async function endAnimations(page: Page): Promise<void> {
  await page.evaluate(() => {
    for (const animation of document.getAnimations()) {
      if (animation.effect?.getComputedTiming().endTime !== Infinity) animation.finish();
    }
  });
}

/** What axe finds wrong with the page as it stands once nothing moves, a line for each fault; none is an empty list. */
export async function faults(page: Page, { within, bestPractice = true }: Look = {}): Promise<string[]> {
  await endAnimations(page);
  // The other mode opens a page of its own, for frames of other sites; it would stand before this one.
  const axe = new AxeBuilder({ page }).setLegacyMode().withTags(bestPractice ? [...wcag, 'best-practice'] : wcag);
  const { violations } = await (within ? axe.include(within) : axe).analyze();
  return violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html} ${node.failureSummary ?? ''}`));
}

/** The same in both themes, one after the other, for a page that follows the system; nothing moves meanwhile. */
export async function faultsInThemes(page: Page, look: Look = {}): Promise<string[]> {
  const found: string[] = [];
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await expect(page.locator('html')).toHaveAttribute('data-theme', colorScheme);
    found.push(...(await faults(page, look)).map((fault) => `${colorScheme}: ${fault}`));
  }
  return found;
}
