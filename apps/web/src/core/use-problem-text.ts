import { useTranslation } from 'react-i18next';
import { problemOf } from './problem.ts';

export interface ProblemText {
  message: string;
  action: string;
}

/**
 * Words for a failed call. The server's own are the most exact, but English; every other language has a sentence per
 * error code.
 */
export function useProblemText(): (error: unknown) => ProblemText {
  const { t, i18n } = useTranslation('app');
  return (error) => {
    const problem = problemOf(error);
    const general = { message: t(`problem.${problem.code}.message`), action: t(`problem.${problem.code}.action`) };
    const fromServer = i18n.resolvedLanguage === 'en' && problem.code !== 'unavailable' && problem.code !== 'internal';
    return fromServer ? { message: problem.message, action: problem.action ?? general.action } : general;
  };
}
