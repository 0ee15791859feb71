import type { Translated } from '../../core/translation.ts';
import type { en } from './en.ts';

export const fr: Translated<typeof en> = {
  boards: 'Tableaux',
};
