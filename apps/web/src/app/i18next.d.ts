import type { en as collaboration } from '../collaboration/catalogue/en.ts';
import type { en as audit } from '../identity/audit/catalogue/en.ts';
import type { en as identity } from '../identity/catalogue/en.ts';
import type { en as fields } from '../identity/custom-fields/catalogue/en.ts';
import type { en as operator } from '../identity/operator/catalogue/en.ts';
import type { en as rights } from '../identity/rights/catalogue/en.ts';
import type { en as security } from '../identity/sign-in/catalogue/en.ts';
import type { en as ui } from '../ui/catalogue/en.ts';
import type { en as work } from '../work/catalogue/en.ts';
import type { en as app } from './catalogue/en.ts';

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'app';
    resources: {
      ui: typeof ui;
      app: typeof app;
      identity: typeof identity;
      security: typeof security;
      rights: typeof rights;
      fields: typeof fields;
      operator: typeof operator;
      audit: typeof audit;
      collaboration: typeof collaboration;
      work: typeof work;
    };
    returnNull: false;
  }
}
