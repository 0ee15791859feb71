import { useTranslation } from 'react-i18next';

const units = ['kilobyte', 'megabyte', 'gigabyte'] as const;

/** Sizes and shares in the reader's language. */
export function useSizes() {
  const { i18n } = useTranslation();
  const language = i18n.resolvedLanguage ?? 'en';
  return {
    /** "0.4 kB", "18 kB", "3.2 MB". */
    bytes: (bytes: number) => {
      const step = Math.min(units.length - 1, Math.floor(Math.log(Math.max(bytes / 1_000, 1)) / Math.log(1_000)));
      const value = bytes / 1_000 ** (step + 1);
      const maximumFractionDigits = value < 10 ? 1 : 0;
      return new Intl.NumberFormat(language, {
        style: 'unit',
        unit: units[step] ?? 'kilobyte',
        maximumFractionDigits,
      }).format(value);
    },
    share: (share: number) =>
      new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: share < 0.01 ? 1 : 0 }).format(share),
  };
}
