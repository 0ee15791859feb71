import { connect } from 'node:net';
import { type Companion, startCompanion } from './companion.ts';

/** Starts a Redis that keeps nothing: all that passes through it is found in PostgreSQL, too. */
export function startRedis(port: number): Promise<Companion> {
  const settings = { port: String(port), bind: '127.0.0.1', save: '', appendonly: 'no', loglevel: 'warning' };
  const args = Object.entries(settings).flatMap(([name, value]) => [`--${name}`, value]);
  return startCompanion('redis-server', args, () => accepts(port));
}

/** Whether somebody listens on a port of this machine. */
export function accepts(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    const settle = (answer: boolean) => {
      socket.destroy();
      resolve(answer);
    };
    socket.once('connect', () => settle(true)).once('error', () => settle(false));
  });
}
