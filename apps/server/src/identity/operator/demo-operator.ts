import type { DemoOperator } from '@muster/contract/identity/operator';
import { decodeBase32IgnorePadding } from '@oslojs/encoding';
import { generateHOTP } from '@oslojs/otp';
import { poolOf } from '../../core/database/index.ts';
import { createOperator, demoEmail, isWelcome, openDemoOperator } from './operators.ts';

const login = { email: demoEmail, name: 'Alex Moreau', password: 'muster-demo' };
/** Known to everybody, as the demo's passwords are; anywhere else it is made anew for each operator. */
const totpSecret = 'MUSTERDEMO234567MUSTERDEMO234567';
const period = 30;

/** Makes the demo's one operator, so that the way of an operator can be tried; anywhere else there is none to show. */
export async function offerDemoOperator(): Promise<void> {
  await createOperator({ ...login, totpSecret });
  openDemoOperator();
}

/** The demo's operator with the code that will be accepted next: nobody has their authenticator app. */
export async function demoOperator(): Promise<DemoOperator | null> {
  if (!isWelcome(demoEmail)) return null;
  const { rows } = await poolOf('muster_operator').query<{ lastStep: string }>(
    'select last_step as "lastStep" from operator where email = $1',
    [login.email],
  );
  const present = Math.floor(Date.now() / 1000 / period);
  // Each code works once, and those of the next half minute are accepted already.
  const next = Math.min(Math.max(present, Number(rows[0]?.lastStep ?? 0) + 1), present + 2);
  const code = generateHOTP(decodeBase32IgnorePadding(totpSecret), BigInt(next), 6);
  const validFrom = new Date(Math.max(0, next - 1) * period * 1000);
  return { ...login, totpSecret, code, validFrom: validFrom.toISOString() };
}
