/** `npm run keys:rotate`: seals the encrypted fields of every company under the newest key, from where it was left. */
import { setTimeout as pause } from 'node:timers/promises';
import type { KeyRotationStatus } from '@muster/contract/identity/key-rotation';
import { systemActor } from '../../actor.ts';
import { closeDatabase, openDatabase, withRole } from '../../database/index.ts';
import { readEnvironment } from '../../environment.ts';
import { keyRing, openKeyRing } from '../key-ring.ts';
import { continueRotations } from './rotate-batch.ts';
import { rotationStatus, startRotation } from './rotation-commands.ts';

/** Milliseconds between two looks at values that somebody is just changing. */
const patience = 500;

interface Tenant {
  id: string;
  name: string;
}

function everyTenant(): Promise<Tenant[]> {
  return withRole('muster_sign_in', async (client) => {
    const { rows } = await client.query<Tenant>('select id, name from tenant order by name, id');
    return rows;
  });
}

/** Works beside the workers of running servers, and alone when there are none; an administrator may cancel. */
async function rotate({ id, name }: Tenant): Promise<KeyRotationStatus> {
  const started = await startRotation(systemActor(id, 'keys:rotate'));
  const draw = (done: number, total: number) => {
    const share = total === 0 ? 100 : Math.floor((done / total) * 100);
    if (process.stdout.isTTY) process.stdout.write(`\r\u001b[2K  ${name}: ${done} of ${total} (${share} %)`);
    else console.log(`  ${name}: ${done} of ${total} (${share} %)`);
  };
  for (;;) {
    const more = await continueRotations();
    const status = await rotationStatus(id);
    const { rotation } = status;
    if (rotation) draw(rotation.done + rotation.failed, rotation.total);
    if (rotation?.id !== started.id || rotation.state !== 'running') {
      if (process.stdout.isTTY) process.stdout.write('\r\u001b[2K');
      return status;
    }
    if (!more) await pause(patience);
  }
}

function tell({ name }: Tenant, { rotation, failures }: KeyRotationStatus): void {
  if (rotation?.state !== 'done') console.log(`✗ ${name}: cancelled by ${rotation?.cancelledBy ?? 'somebody'}.`);
  else if (rotation.failed > 0) console.log(`✗ ${name}: ${rotation.failed} values could not be opened.`);
  else console.log(`✓ ${name}: ${rotation.done} values sealed anew.`);
  for (const { column, rowId, reason } of failures) console.log(`    ${column} of row ${rowId}: ${reason}`);
}

/** Which key may be dropped is a question to all companies together. */
function tellKeys(statuses: readonly KeyRotationStatus[]): void {
  const keys = new Map<string, number>([...keyRing().byId.keys()].map((id) => [id, 0]));
  for (const { id, values } of statuses.flatMap((status) => status.keys)) keys.set(id, (keys.get(id) ?? 0) + values);
  console.log('Keys:');
  for (const [id, values] of keys) {
    const missing = keyRing().byId.has(id) ? '' : ' and is missing from MUSTER_KEYS';
    const idle = values === 0 && id !== keyRing().current.id ? ': it may be dropped' : '';
    console.log(`  ${id} seals ${values} values${missing}${idle}`);
  }
}

/** Whether every value of every company is under the newest key. */
async function rotateAll(): Promise<boolean> {
  const tenants = await everyTenant();
  const statuses: KeyRotationStatus[] = [];
  for (const tenant of tenants) {
    const status = await rotate(tenant);
    tell(tenant, status);
    statuses.push(status);
  }
  tellKeys(statuses);
  return statuses.every(({ keys }) => keys.every(({ current, values }) => current || values === 0));
}

if (process.env.DATABASE_URL) {
  const environment = readEnvironment();
  openDatabase(environment.DATABASE_URL);
  openKeyRing(environment.MUSTER_KEYS, environment.DATA_DIR);
  process.exitCode = (await rotateAll()) ? 0 : 1;
  await closeDatabase();
} else {
  console.error('✗ DATABASE_URL is not set.\n  Set it to postgres://user:password@host/database');
  process.exitCode = 1;
}
