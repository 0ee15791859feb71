import i18next, { type BackendModule } from 'i18next';
import { initReactI18next } from 'react-i18next';

export const languages = ['en', 'fr'] as const;
export type Language = (typeof languages)[number];

/**
 * The shape of another language's catalogue: every key of the English one, none more. French needs a plural form
 * that English lacks (`…_many`, from a million up), so such keys may be added.
 */
export type Translated<Catalogue> = {
  [Key in keyof Catalogue]: Catalogue[Key] extends string ? string : Translated<Catalogue[Key]>;
} & { [extra: `${string}_many`]: string };

/** How to load one area's catalogue; only the language in use is ever downloaded. */
export type CatalogueLoader = Record<Language, () => Promise<object>>;

const storageKey = 'muster.language';

function isLanguage(value: string | null | undefined): value is Language {
  return languages.some((language) => language === value);
}

function keptLanguage(): string | null {
  try {
    return localStorage.getItem(storageKey);
  } catch {
    return null;
  }
}

/** The language chosen on this device, else the browser's first that we speak, else English. */
export function preferredLanguage(): Language {
  const kept = keptLanguage();
  if (isLanguage(kept)) return kept;
  const spoken = navigator.languages.map((tag) => tag.slice(0, 2).toLowerCase());
  return spoken.find(isLanguage) ?? 'en';
}

export function currentLanguage(): Language {
  return isLanguage(i18next.resolvedLanguage) ? i18next.resolvedLanguage : 'en';
}

/** Changes the language of every text on the screen and remembers it on this device. */
export async function changeLanguage(language: Language): Promise<void> {
  try {
    localStorage.setItem(storageKey, language);
  } catch {
    // A browser that keeps nothing still changes the language until it is closed.
  }
  await i18next.changeLanguage(language);
}

function backend(loaders: Record<string, CatalogueLoader>): BackendModule {
  return {
    type: 'backend',
    init: () => undefined,
    read: (language, area, done) => {
      const load = isLanguage(language) ? loaders[area]?.[language] : undefined;
      if (!load) return done(new Error(`No ${language} catalogue for ${area}`), null);
      load().then(
        (texts) => done(null, { ...texts }),
        (error: Error) => done(error, null),
      );
    },
  };
}

/** Loads the texts that the first screen needs; a component's `useTranslation('work')` loads its own area's. */
export async function startTranslation(loaders: Record<string, CatalogueLoader>, first: string[]): Promise<void> {
  const showLanguage = (language: string) => {
    document.documentElement.lang = language;
  };
  i18next.on('languageChanged', showLanguage);
  await i18next
    .use(backend(loaders))
    .use(initReactI18next)
    .init({
      lng: preferredLanguage(),
      supportedLngs: languages,
      fallbackLng: false,
      ns: first,
      defaultNS: first[0],
      interpolation: { escapeValue: false },
      react: { useSuspense: true },
    });
}
