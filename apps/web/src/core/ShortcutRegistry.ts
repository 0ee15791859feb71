export interface Shortcut {
  /** One stroke or a sequence: `mod+k`, `g d`, `?`. */
  keys: string;
  /** What it does, in the reader's language; shown in the map. */
  label: string;
  /** The map's heading under which it stands. */
  group: string;
  run: () => void;
  /** Works while the focus is in a text field; otherwise typing is typing. */
  whileTyping?: boolean;
  /** Works while the focus is in a dialog or panel. */
  inDialogs?: boolean;
}

/** Where the focus was when a key was pressed. */
export interface KeyFocus {
  typing: boolean;
  dialog: boolean;
}

/** How long the second stroke of a sequence may take, in milliseconds. */
const sequencePatience = 1_200;

/** Knows every shortcut of the screens that stand open. Of two with the same keys, the one registered last wins. */
export class ShortcutRegistry {
  #shortcuts: readonly Shortcut[] = [];
  #listeners = new Set<() => void>();
  #pending: { stroke: string; at: number } | undefined;

  register(shortcut: Shortcut): () => void {
    this.#change([...this.#shortcuts, shortcut]);
    return () => this.#change(this.#shortcuts.filter((each) => each !== shortcut));
  }

  /** The shortcuts that can be used now, oldest first. The array is the same one until something changes. */
  list = (): readonly Shortcut[] => this.#shortcuts;

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Runs what a stroke means. @returns true when it was used, also as the first half of a sequence. */
  press(stroke: string, focus: KeyFocus, now: number): boolean {
    const usable = this.#shortcuts.filter((each) => isUsable(each, focus));
    const keys = this.#withPending(stroke, now);
    this.#pending = undefined;
    const shortcut = usable.findLast((each) => each.keys === keys) ?? usable.findLast((each) => each.keys === stroke);
    if (shortcut) {
      shortcut.run();
      return true;
    }
    if (!usable.some((each) => each.keys.startsWith(`${stroke} `))) return false;
    this.#pending = { stroke, at: now };
    return true;
  }

  #withPending(stroke: string, now: number): string {
    const inTime = this.#pending && now - this.#pending.at <= sequencePatience;
    return inTime ? `${this.#pending?.stroke} ${stroke}` : stroke;
  }

  #change(shortcuts: readonly Shortcut[]): void {
    this.#shortcuts = shortcuts;
    for (const listener of this.#listeners) listener();
  }
}

function isUsable(shortcut: Shortcut, focus: KeyFocus): boolean {
  if (focus.typing && !shortcut.whileTyping) return false;
  return !focus.dialog || shortcut.inDialogs === true;
}
