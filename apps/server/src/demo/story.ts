import type { Person } from './people.ts';
import type { BoardTheme } from './themes/theme.ts';

/** A board that people have worked on: who, since when, and how many cards they wrote. */
export interface Story {
  theme: BoardTheme;
  owner: Person;
  team: readonly Person[];
  cards: number;
  /** Milliseconds since 1970. */
  from: number;
  until: number;
  /** True on a board of the past: every imported card is in the last column. */
  finished?: boolean;
  /** True on a board that was once restored by mistake. */
  restoredOnce?: boolean;
}

/** A board's columns (in order) and labels (by name), as ids. */
export interface BoardFrame {
  columnIds: readonly string[];
  labelIds: ReadonlyMap<string, string>;
}
