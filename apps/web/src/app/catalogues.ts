import type { CatalogueLoader } from '../core/translation.ts';

/** Every area's texts; an area's name is what its components pass to `useTranslation`. */
export const catalogues: Record<string, CatalogueLoader> = {
  ui: {
    en: async () => (await import('../ui/catalogue/en.ts')).en,
    fr: async () => (await import('../ui/catalogue/fr.ts')).fr,
  },
  app: {
    en: async () => (await import('./catalogue/en.ts')).en,
    fr: async () => (await import('./catalogue/fr.ts')).fr,
  },
  identity: {
    en: async () => (await import('../identity/catalogue/en.ts')).en,
    fr: async () => (await import('../identity/catalogue/fr.ts')).fr,
  },
  rights: {
    en: async () => (await import('../identity/rights/catalogue/en.ts')).en,
    fr: async () => (await import('../identity/rights/catalogue/fr.ts')).fr,
  },
  fields: {
    en: async () => (await import('../identity/custom-fields/catalogue/en.ts')).en,
    fr: async () => (await import('../identity/custom-fields/catalogue/fr.ts')).fr,
  },
  security: {
    en: async () => (await import('../identity/sign-in/catalogue/en.ts')).en,
    fr: async () => (await import('../identity/sign-in/catalogue/fr.ts')).fr,
  },
  audit: {
    en: async () => (await import('../identity/audit/catalogue/en.ts')).en,
    fr: async () => (await import('../identity/audit/catalogue/fr.ts')).fr,
  },
  operator: {
    en: async () => (await import('../identity/operator/catalogue/en.ts')).en,
    fr: async () => (await import('../identity/operator/catalogue/fr.ts')).fr,
  },
  collaboration: {
    en: async () => (await import('../collaboration/catalogue/en.ts')).en,
    fr: async () => (await import('../collaboration/catalogue/fr.ts')).fr,
  },
  work: {
    en: async () => (await import('../work/catalogue/en.ts')).en,
    fr: async () => (await import('../work/catalogue/fr.ts')).fr,
  },
};
