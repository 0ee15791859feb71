import type { Awareness } from 'y-protocols/awareness';
import { type BoardActivity, idle, type PresentPerson, readActivity, readPerson } from './presence-state.ts';
import { Topics } from './Topics.ts';

/** What another person does with one card. */
export interface CardVisitor {
  clientId: number;
  person: PresentPerson;
  doing: 'drag' | 'open' | 'focus' | 'point';
  at: { x: number; y: number } | null;
}

const NOBODY: readonly CardVisitor[] = [];

/** Milliseconds between two messages about where we are; a hand moves on faster than others need to know. */
const PACE = 80;

/** Who else is on the board and what they hold. Tiles hear only of what concerns their card. */
export class BoardPresence {
  private readonly awareness: Awareness;
  private readonly myId: string;
  private readonly topics = new Topics();
  private byCard = new Map<string, readonly CardVisitor[]>();
  private others: readonly PresentPerson[] = [];
  private activity = idle;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(awareness: Awareness, myId: string) {
    this.awareness = awareness;
    this.myId = myId;
    this.read();
  }

  /** Follows the others until the returned function is called; then we do nothing on the board any more. */
  follow(): () => void {
    this.awareness.on('change', this.read);
    this.read();
    return () => {
      this.awareness.off('change', this.read);
      clearTimeout(this.timer);
      this.timer = undefined;
      this.activity = idle;
      this.awareness.setLocalStateField('board', idle);
    };
  }

  readonly subscribe = (topic: string, listener: () => void) => this.topics.subscribe(topic, listener);

  /** Everyone else here, each once. Topic `people`. */
  readonly people = (): readonly PresentPerson[] => this.others;

  /** Topic `card:<id>`. */
  visitors(cardId: string): readonly CardVisitor[] {
    return this.byCard.get(cardId) ?? NOBODY;
  }

  /** Tells the others what we do, at most every 80 ms and always the last word. */
  tell(change: Partial<BoardActivity>): void {
    this.activity = { ...this.activity, ...change };
    this.timer ??= setTimeout(() => {
      this.timer = undefined;
      this.awareness.setLocalStateField('board', this.activity);
    }, PACE);
  }

  private readonly read = () => {
    const people = new Map<string, PresentPerson>();
    const byCard = new Map<string, CardVisitor[]>();
    for (const [clientId, state] of this.awareness.getStates()) {
      const person = readPerson(state);
      if (!person || person.id === this.myId || clientId === this.awareness.clientID) continue;
      people.set(person.id, person);
      for (const [cardId, visitor] of visits(clientId, person, readActivity(state))) {
        byCard.set(cardId, [...(byCard.get(cardId) ?? []), visitor]);
      }
    }
    this.publish(
      byCard,
      [...people.values()].sort((a, b) => a.name.localeCompare(b.name)),
    );
  };

  private publish(byCard: Map<string, readonly CardVisitor[]>, others: PresentPerson[]): void {
    const before = this.byCard;
    const concerned = new Set([...before.keys(), ...byCard.keys()]);
    const changed = [...concerned].filter((id) => !isSame(before.get(id), byCard.get(id)));
    for (const id of concerned) if (!changed.includes(id)) byCard.set(id, before.get(id) ?? NOBODY);
    this.byCard = new Map(byCard);
    const peopleChanged = !isSame(this.others, others);
    if (peopleChanged) this.others = others;
    this.topics.publish([...changed.map((id) => `card:${id}`), ...(peopleChanged ? ['people'] : [])]);
  }
}

function visits(clientId: number, person: PresentPerson, activity: BoardActivity): Map<string, CardVisitor> {
  const { focus, open, drag, pointer } = activity;
  const found = new Map<string, CardVisitor>();
  const visit = (cardId: string, doing: CardVisitor['doing']) => {
    const at = pointer?.cardId === cardId ? { x: pointer.x, y: pointer.y } : null;
    if (!found.has(cardId)) found.set(cardId, { clientId, person, doing, at });
  };
  for (const id of drag) visit(id, 'drag');
  if (open) visit(open, 'open');
  if (focus) visit(focus, 'focus');
  if (pointer) visit(pointer.cardId, 'point');
  return found;
}

function isSame(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
