import type { SyncLimits } from './limits.ts';

/** A socket that was let in and has not asked for its document yet. */
export interface SilentSocket {
  readonly address: string;
  /** Null where nobody told callers apart. */
  readonly caller: string | null;
  /** When it was let in, in milliseconds. */
  readonly since: number;
  /** Closes it, which must remove it here in the same moment. */
  closeForSilence(): void;
}

/** What bounds silence: numbers of sockets, and milliseconds. */
export type SilenceLimits = Pick<
  SyncLimits,
  'maxSilentConnections' | 'maxSilentPerAddress' | 'maxSilentPerCaller' | 'silenceForgiven'
>;

/**
 * The sockets that have said nothing yet, oldest first. Whoever comes to work speaks within a round trip, so places are taken
 * from those who have been silent for longest; how many come at once does not matter, be it a whole office behind one address.
 */
export class SilentSockets {
  readonly #limits: SilenceLimits;
  readonly #now: () => number;
  readonly #all = new Set<SilentSocket>();
  readonly #byAddress = new Map<string, Set<SilentSocket>>();
  readonly #byCaller = new Map<string, Set<SilentSocket>>();

  constructor(limits: SilenceLimits, now: () => number = () => performance.now()) {
    this.#limits = limits;
    this.#now = now;
  }

  get size(): number {
    return this.#all.size;
  }

  /** Takes note of a socket that was let in, and closes the oldest ones of whatever group is now too large. */
  add(socket: SilentSocket): void {
    this.#all.add(socket);
    join(this.#byAddress, socket.address, socket);
    if (socket.caller !== null) join(this.#byCaller, socket.caller, socket);
    this.#trimAround(socket);
  }

  /** The socket has spoken, or is gone. Safe to call again. */
  delete(socket: SilentSocket): void {
    if (!this.#all.delete(socket)) return;
    leave(this.#byAddress, socket.address, socket);
    if (socket.caller !== null) leave(this.#byCaller, socket.caller, socket);
  }

  /** Makes room for somebody else; false when nobody has been silent for too long. */
  closeOldest(): boolean {
    const [oldest] = this.#all;
    if (oldest === undefined || this.#isForgiven(oldest)) return false;
    oldest.closeForSilence();
    return true;
  }

  /** Call now and then: closes those who were forgiven because they had only just come. */
  trim(): void {
    for (const group of this.#byCaller.values()) this.#trimTo(group, this.#limits.maxSilentPerCaller);
    for (const group of this.#byAddress.values()) this.#trimTo(group, this.#limits.maxSilentPerAddress);
    this.#trimTo(this.#all, this.#limits.maxSilentConnections);
  }

  #trimAround({ address, caller }: SilentSocket): void {
    if (caller !== null) this.#trimTo(this.#byCaller.get(caller), this.#limits.maxSilentPerCaller);
    this.#trimTo(this.#byAddress.get(address), this.#limits.maxSilentPerAddress);
    this.#trimTo(this.#all, this.#limits.maxSilentConnections);
  }

  #trimTo(group: ReadonlySet<SilentSocket> = new Set(), limit: number): void {
    for (const oldest of group) {
      if (group.size <= limit || this.#isForgiven(oldest)) return;
      oldest.closeForSilence();
    }
  }

  #isForgiven({ since }: SilentSocket): boolean {
    return this.#now() - since < this.#limits.silenceForgiven;
  }
}

type Groups = Map<string, Set<SilentSocket>>;

function join(groups: Groups, name: string, socket: SilentSocket): void {
  const group = groups.get(name);
  if (group === undefined) groups.set(name, new Set([socket]));
  else group.add(socket);
}

function leave(groups: Groups, name: string, socket: SilentSocket): void {
  const group = groups.get(name);
  group?.delete(socket);
  if (group?.size === 0) groups.delete(name);
}
