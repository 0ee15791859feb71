import { useTranslation } from 'react-i18next';

const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const;

/** Sizes and shares in the reader's language. */
export function useSizes() {
  const { i18n } = useTranslation();
  const language = i18n.resolvedLanguage ?? 'en';
  return {
    /** "18 kB", "3.2 MB". */
    bytes: (bytes: number) => {
      const step = Math.min(units.length - 1, Math.floor(Math.log(Math.max(bytes, 1)) / Math.log(1_000)));
      const value = bytes / 1_000 ** step;
      const maximumFractionDigits = value < 10 && step > 0 ? 1 : 0;
      return new Intl.NumberFormat(language, {
        style: 'unit',
        unit: units[step] ?? 'byte',
        maximumFractionDigits,
      }).format(value);
    },
    share: (share: number) =>
      new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: share < 0.01 ? 1 : 0 }).format(share),
  };
}
