/** An attacker, in a process of its own: every kind of attack again and again, and a thousand sockets that never speak. */
import { setTimeout as delay } from 'node:timers/promises';
import { ATTACKS, type Attack } from './attacks.ts';
import { BenchSocket } from './BenchSocket.ts';
import type { Seat } from './wire.ts';

const SILENT = 1_000;
const CONNECTING_AT_ONCE = 20;
/** Milliseconds between two attacks of one kind: the machine's two cores shall not be what the neighbours suffer from. */
const PAUSE = 50;

const seats: readonly Seat[] = JSON.parse(process.argv[2] ?? '');
let frames = 0;
let turn = 0;

/** The accounts take turns, so that none of them is the one that everything comes from. */
function nextSeat(): Seat {
  const seat = seats[turn++ % seats.length];
  if (seat === undefined) throw new Error('nobody to attack from');
  return seat;
}

async function keepSilence(): Promise<void> {
  const sockets = Array.from({ length: SILENT }).keys();
  const worker = async () => {
    for (const _ of sockets) await BenchSocket.connect(nextSeat().address).catch(() => undefined);
  };
  await Promise.all(Array.from({ length: CONNECTING_AT_ONCE }, worker));
}

/** A server that died, or lets nobody in, is no reason to end: the parent says when. */
async function repeat(attack: Attack): Promise<never> {
  for (;;) {
    frames += await attack(nextSeat()).catch(() => 0);
    await delay(PAUSE);
  }
}

process.on('message', () => {
  const { user, system } = process.cpuUsage();
  process.send?.({ frames, cpuSeconds: (user + system) / 1_000_000 });
});
process.on('disconnect', () => process.exit(0));
process.on('uncaughtException', () => undefined);

await keepSilence();
for (const attack of Object.values(ATTACKS)) void repeat(attack);
process.send?.({ ready: true });
