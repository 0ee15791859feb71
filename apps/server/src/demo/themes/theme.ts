import type { LabelColor } from '@muster/contract/work/board-contents';
import type { Random } from '../Random.ts';
import type { Block } from '../rich-text.ts';

/** What a board is about: its columns, its labels and what stands on its cards. */
export interface BoardTheme {
  columns: readonly {
    name: string;
    wipLimit?: number /** How many of the cards lie here, relative to the others. */;
    share: number;
  }[];
  labels: Readonly<Record<string, LabelColor>>;
  /** Writes the card number `index` (from 0). */
  draft(random: Random, index: number): CardDraft;
}

/** The words of a card. `labels` are names of the theme's labels. */
export interface CardDraft {
  title: string;
  description: Block[];
  labels: string[];
  checklist: readonly string[];
  comments: readonly string[];
}
