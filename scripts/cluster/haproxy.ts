import { writeFileSync } from 'node:fs';
import { type Companion, startCompanion } from './companion.ts';
import { haproxyConfig } from './haproxy-config.ts';
import { accepts } from './redis.ts';

/** What to stand in front of. */
export interface BalancerOptions {
  host: string;
  port: number;
  /** Ports of this machine on which the servers listen. */
  serverPorts: readonly number[];
  /** Where its configuration is written. */
  file: string;
}

/** Starts HAProxy before the servers of this machine. */
export function startBalancer({ host, port, serverPorts, file }: BalancerOptions): Promise<Companion> {
  const servers = serverPorts.map((serverPort, index) => `server node-${index + 1} 127.0.0.1:${serverPort}`);
  writeFileSync(file, haproxyConfig({ bind: `${host}:${port}`, servers }));
  return startCompanion('haproxy', ['-db', '-f', file], () => accepts(port));
}
