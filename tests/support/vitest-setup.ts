import { setStage } from './stage.ts';

/** Run once by vitest before the integration tests; what it returns runs after them. */
export default setStage;
