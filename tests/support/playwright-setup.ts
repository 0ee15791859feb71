import { buildWeb } from '../../scripts/build/web.ts';
import { setStage } from './stage.ts';

/** Run once by Playwright before the browser tests; what it returns runs after them. */
export default async function setUp(): Promise<() => Promise<void>> {
  await buildWeb();
  return setStage();
}
