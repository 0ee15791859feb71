import type { en as ui } from '../ui/catalogue/en.ts';
import type { en as work } from '../work/catalogue/en.ts';
import type { en as app } from './catalogue/en.ts';

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'app';
    resources: { ui: typeof ui; app: typeof app; work: typeof work };
    returnNull: false;
  }
}
