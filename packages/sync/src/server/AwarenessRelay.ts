import type { SyncUser } from './access.ts';
import { type AwarenessEntry, decodeAwarenessUpdate, encodeAwarenessUpdate, GONE } from './awareness-update.ts';
import { awarenessFrame } from './frames.ts';
import type { SyncLimits } from './limits.ts';
import { ExcessiveMessageError, MalformedMessageError } from './messages.ts';
import type { PresenceLine } from './node-messages.ts';
import type { ClockRange } from './RangeSet.ts';

/** A connection, as far as presence is concerned. */
export interface AwarenessOwner {
  readonly user: SyncUser;
}

/** Who speaks for a client id: a connection here, or the word of another node about one of its own. */
type Speaker = AwarenessOwner | RemoteSpeaker;

interface RemoteSpeaker {
  readonly user: Pick<SyncUser, 'id'>;
  readonly nodeId: string;
}

interface Presence {
  readonly clock: number;
  readonly state: string;
  readonly userId: string;
  /** Null once they left. */
  readonly owner: Speaker | null;
}

/** Where changes of presence go. */
export interface AwarenessListener {
  /** To everyone who is connected here. */
  broadcast(frame: Buffer): void;
  /** To the other nodes: what changed about those who are connected here. */
  passOn(people: readonly PresenceLine[]): void;
}

const MAX_REMEMBERED = 1_000;
/** Milliseconds between frames of one room: fifty moving cursors would otherwise be a thousand frames a second. */
const FRAME_INTERVAL = 25;

/** The state with the server's word on who this is, so that nobody can appear as somebody else. */
function signed(state: string, user: SyncUser): string {
  try {
    const value: unknown = JSON.parse(state);
    if (value === null) return GONE;
    if (typeof value === 'object' && !Array.isArray(value)) return JSON.stringify({ ...value, user });
  } catch (error) {
    throw new MalformedMessageError('awareness state is not JSON', { cause: error });
  }
  throw new MalformedMessageError('awareness state is not an object');
}

function isRemote(owner: Speaker | null): owner is RemoteSpeaker {
  return owner !== null && 'nodeId' in owner;
}

/** Who is here, in one room. A first change leaves at once, what follows it closely leaves together. */
export class AwarenessRelay {
  readonly #limits: SyncLimits;
  readonly #listener: AwarenessListener;
  readonly #presences = new Map<number, Presence>();
  /** Up to which clock a client has told all that it did. */
  readonly #told = new Map<number, number>();
  readonly #toldBy = new WeakMap<AwarenessOwner, ReadonlyMap<number, number>>();
  #tellings = 0;
  readonly #changed = new Set<number>();
  /** Those of the changed ones that other nodes do not know of. */
  readonly #changedHere = new Set<number>();
  #sentAt = Number.NEGATIVE_INFINITY;

  constructor(limits: SyncLimits, listener: AwarenessListener) {
    this.#limits = limits;
    this.#listener = listener;
  }

  /**
   * Takes what a connection says; answers whether it was about itself. Lines about other people are skipped without ado,
   * because stock clients repeat what they heard. Throws `MalformedMessageError` and `ExcessiveMessageError`
   * for the connection's own lines, the latter for too many lines, too.
   */
  receive(owner: AwarenessOwner, update: Uint8Array): boolean {
    let spoke = false;
    for (const entry of decodeAwarenessUpdate(update, this.#limits.maxAwarenessLines)) {
      if (!this.#maySpeak(owner, entry)) continue;
      if (Buffer.byteLength(entry.state) > this.#limits.maxAwarenessBytes) {
        throw new ExcessiveMessageError(`awareness state over ${this.#limits.maxAwarenessBytes} bytes`);
      }
      const { clientId, clock, state } = entry;
      this.#setHere(clientId, { clock, state: signed(state, owner.user), userId: owner.user.id, owner });
      this.#noteTold(owner, clientId);
      spoke = true;
    }
    return spoke;
  }

  /** Removes what a connection said when it closes. */
  leave(owner: AwarenessOwner): void {
    for (const [clientId, presence] of this.#owned(owner)) {
      this.#setHere(clientId, { ...presence, state: GONE, owner: null });
    }
    this.#forgetOldest();
  }

  /**
   * Takes another node's word about the people who are connected there; it has signed their states. Answers whether one of them
   * has told something.
   */
  receiveFrom(nodeId: string, people: readonly PresenceLine[]): boolean {
    const tellingsBefore = this.#tellings;
    for (const person of people) {
      const { clientId, clock, state, userId, told } = person;
      const owner = state === GONE ? null : { user: { id: userId }, nodeId };
      if (this.#mayBeElsewhere(nodeId, person)) this.#set(clientId, { clock, state, userId, owner });
      if (this.#presences.get(clientId)?.userId === userId) this.#noteToldElsewhere(clientId, told);
    }
    this.#forgetOldest();
    return this.#tellings > tellingsBefore;
  }

  /** Removes everyone who is connected to a node that has gone, or has closed the document. */
  nodeLeft(nodeId: string): void {
    for (const [clientId, presence] of this.#presences) {
      if (!isRemote(presence.owner) || presence.owner.nodeId !== nodeId) continue;
      this.#set(clientId, { ...presence, state: GONE, owner: null });
    }
    this.#forgetOldest();
  }

  /**
   * Whether that is still to be done under a client id that another user than this one introduced, who may have left meanwhile.
   * What its client has told itself is of the past, and may come from whoever received it.
   */
  isToComeOfAnother({ client, end }: ClockRange, userId: string): boolean {
    const known = this.#presences.get(client);
    return known !== undefined && known.userId !== userId && end > (this.#told.get(client) ?? 0);
  }

  /** How often somebody has told something: what was found out before may be otherwise by now. */
  get tellings(): number {
    return this.#tellings;
  }

  /** A connection has told all that it has, up to these clocks of Yjs clients, of which those that it introduces count. */
  told(owner: AwarenessOwner, clocks: ReadonlyMap<number, number>): void {
    this.#tellings += 1;
    this.#toldBy.set(owner, clocks);
    for (const [client] of this.#owned(owner)) this.#noteTold(owner, client);
  }

  #noteTold(owner: AwarenessOwner, client: number): void {
    const clock = this.#toldBy.get(owner)?.get(client);
    const presence = this.#presences.get(client);
    if (clock === undefined || presence === undefined || this.#told.get(client) === clock) return;
    this.#told.set(client, clock);
    // Other nodes must know.
    this.#setHere(client, presence);
  }

  #noteToldElsewhere(client: number, clock: number): void {
    if (clock <= (this.#told.get(client) ?? 0)) return;
    this.#told.set(client, clock);
    this.#tellings += 1;
  }

  /** Everyone who is connected here, for another node. */
  peopleHere(): readonly PresenceLine[] {
    const here = [...this.#presences].filter(([, { owner }]) => owner !== null && !isRemote(owner));
    return this.#lines(here.map(([clientId]) => clientId));
  }

  /** Everyone who is here, for a connection that joins or asks. */
  frame(): Buffer {
    const here = [...this.#presences].filter(([, presence]) => presence.state !== GONE);
    return this.#encode(here.map(([clientId]) => clientId));
  }

  #owned(owner: AwarenessOwner): readonly (readonly [number, Presence])[] {
    return [...this.#presences].filter(([, presence]) => presence.owner === owner);
  }

  /**
   * A repeated line never has a higher clock than the line itself, so a higher one is the proof that its speaker is the client:
   * it lets a person back in whose former connection has not been found dead yet.
   */
  #maySpeak(owner: AwarenessOwner, { clientId, clock, state }: AwarenessEntry): boolean {
    const known = this.#presences.get(clientId);
    const removal = state === GONE;
    if (known?.owner === owner) return clock > known.clock || (clock === known.clock && removal);
    if (removal || (known !== undefined && clock <= known.clock)) return false;
    if (known && known.userId !== owner.user.id) return false;
    return this.#mayOwnMore(owner);
  }

  #mayOwnMore(owner: AwarenessOwner): boolean {
    let left = this.#limits.maxAwarenessClients;
    for (const presence of this.#presences.values()) {
      if (presence.owner === owner) left -= 1;
      if (left <= 0) return false;
    }
    return true;
  }

  /** A node may repeat itself, and bring back whoever was taken for gone with it; otherwise the rules are those for connections. */
  #mayBeElsewhere(nodeId: string, { clientId, clock, state, userId }: PresenceLine): boolean {
    const known = this.#presences.get(clientId);
    const { owner = null } = known ?? {};
    if (known !== undefined && known.userId !== userId) return false;
    if (known === undefined || clock > known.clock) return true;
    if (clock < known.clock) return false;
    return state === GONE ? isRemote(owner) && owner.nodeId === nodeId : owner === null;
  }

  #setHere(clientId: number, presence: Presence): void {
    this.#changedHere.add(clientId);
    this.#set(clientId, presence);
  }

  #set(clientId: number, presence: Presence): void {
    this.#presences.set(clientId, presence);
    if (this.#changed.size === 0) this.#schedule();
    this.#changed.add(clientId);
  }

  #schedule(): void {
    const wait = this.#sentAt + FRAME_INTERVAL - performance.now();
    if (wait > 0) setTimeout(() => this.#flush(), wait);
    else setImmediate(() => this.#flush());
  }

  #flush(): void {
    this.#sentAt = performance.now();
    const frame = this.#encode(this.#changed);
    this.#changed.clear();
    this.#listener.broadcast(frame);
    if (this.#changedHere.size === 0) return;
    this.#listener.passOn(this.#lines(this.#changedHere));
    this.#changedHere.clear();
  }

  #lines(clientIds: Iterable<number>): readonly PresenceLine[] {
    const lines: PresenceLine[] = [];
    for (const clientId of clientIds) {
      const presence = this.#presences.get(clientId);
      if (presence === undefined || isRemote(presence.owner)) continue;
      const { clock, state, userId } = presence;
      lines.push({ clientId, clock, state, userId, told: this.#told.get(clientId) ?? 0 });
    }
    return lines;
  }

  #encode(clientIds: Iterable<number>): Buffer {
    const entries: AwarenessEntry[] = [];
    for (const clientId of clientIds) {
      const presence = this.#presences.get(clientId);
      if (presence !== undefined) entries.push({ clientId, clock: presence.clock, state: presence.state });
    }
    return awarenessFrame(encodeAwarenessUpdate(entries));
  }

  /** Client ids are random per page load; those that left are remembered for a while only. */
  #forgetOldest(): void {
    for (const [clientId, presence] of this.#presences) {
      if (this.#presences.size <= MAX_REMEMBERED) return;
      if (presence.owner !== null) continue;
      this.#presences.delete(clientId);
      this.#told.delete(clientId);
    }
  }
}
