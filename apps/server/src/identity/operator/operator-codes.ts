import { poolOf } from '../../core/database/index.ts';
import { log } from '../../core/log.ts';
import { keyRing } from '../../core/sealing/key-ring.ts';
import { keyIdOf, seal, unseal } from '../../core/sealing/sealing.ts';
import { stepOfCode } from '../sign-in/totp.ts';
import { totpKey } from '../sign-in/totp-check.ts';
import { totpPlace } from './operators.ts';

interface Secret {
  id: string;
  totpSecret: Buffer;
}

/** Whether a code of the operator's app is right. It, or an older one, is refused from then on, also when two come at once. */
export async function acceptOperatorCode(operatorId: string, code: string): Promise<boolean> {
  const pool = poolOf('muster_operator');
  const { rows } = await pool.query<Secret>('select id, totp_secret as "totpSecret" from operator where id = $1', [
    operatorId,
  ]);
  const [secret] = rows;
  if (!secret) return false;
  const step = stepOfCode(totpKey(unseal(secret.totpSecret, totpPlace(operatorId))), code, new Date());
  if (step === null) return false;
  const { rowCount } = await pool.query('update operator set last_step = $2 where id = $1 and last_step < $2', [
    operatorId,
    step,
  ]);
  return rowCount === 1;
}

/**
 * Seals by the newest key what an older one sealed. Operators are few, so it is done at every start: the rotation of
 * companies' fields does not reach what belongs to no company.
 */
export async function sealOperatorsAnew(): Promise<void> {
  const pool = poolOf('muster_operator');
  const { rows } = await pool.query<Secret>('select id, totp_secret as "totpSecret" from operator');
  for (const { id, totpSecret } of rows) {
    const keyId = keyIdOf(totpSecret);
    if (keyId === keyRing().current.id) continue;
    if (!keyId || !keyRing().byId.has(keyId)) {
      log.warn({ operatorId: id, keyId }, 'an operator cannot sign in: the key of their secret is not in MUSTER_KEYS');
      continue;
    }
    const sealed = Buffer.from(seal(unseal(totpSecret, totpPlace(id)), totpPlace(id)));
    await pool.query('update operator set totp_secret = $2 where id = $1 and totp_secret = $3', [
      id,
      sealed,
      totpSecret,
    ]);
  }
}
