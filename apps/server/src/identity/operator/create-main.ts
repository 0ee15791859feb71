/** `npm run operator:create [-- --email … --name …]`: makes an operator of the platform. Secrets are asked for, never arguments. */
import { parseArgs } from 'node:util';
import { newPasswordSchema, shortestPassword } from '@muster/contract/identity/passwords';
import { emailSchema } from '@muster/contract/identity/sign-in';
import { closeDatabase, openDatabase } from '../../core/database/index.ts';
import { openKeyRing } from '../../core/sealing/key-ring.ts';
import { requireGoodPassword } from '../sign-in/password-rules.ts';
import { newTotpSecret, stepOfCode, totpUri } from '../sign-in/totp.ts';
import { totpKey } from '../sign-in/totp-check.ts';
import { createOperator } from './operators.ts';
import { Prompt } from './Prompt.ts';

/** Asks for everything, keeps the operator once their app has made a right code, and says what is wrong otherwise. */
async function create(prompt: Prompt, given: { email?: string; name?: string }): Promise<string> {
  const parsed = emailSchema.safeParse(given.email ?? (await prompt.ask('E-mail address: ')));
  if (!parsed.success) throw new Error('This is no e-mail address.');
  const email = parsed.data;
  const name = (given.name ?? (await prompt.ask('Name, as companies will see it: '))).trim();
  if (name === '') throw new Error('An operator needs a name: companies see who was there.');
  const password = await askPassword(prompt, email);
  const totpSecret = await askForApp(prompt, email);
  if (await createOperator({ email, name, password, totpSecret })) return email;
  throw new Error(`There is an operator with the address ${email} already.`);
}

async function askPassword(prompt: Prompt, email: string): Promise<string> {
  const password = await prompt.ask('Password (not shown): ', { isHidden: true });
  if (!newPasswordSchema.safeParse(password).success) {
    throw new Error(`A password has at least ${shortestPassword} characters.`);
  }
  requireGoodPassword(password, { email });
  return password;
}

/** There is no operator without a second factor, so nothing is kept before it works. */
async function askForApp(prompt: Prompt, email: string): Promise<string> {
  const secret = newTotpSecret();
  console.log(`Key for the authenticator app: ${secret.replaceAll(/.{4}(?=.)/g, '$& ')}`);
  console.log(totpUri(totpKey(secret), email));
  const code = await prompt.ask('The code that the app shows: ');
  if (stepOfCode(totpKey(secret), code.replaceAll(' ', ''), new Date()) === null) {
    throw new Error('This code is not the one that the app should show now. Nothing was kept; start again.');
  }
  return secret;
}

async function main(databaseUrl: string): Promise<void> {
  openDatabase(databaseUrl);
  openKeyRing(process.env.MUSTER_KEYS, process.env.DATA_DIR ?? '.data');
  const { values } = parseArgs({ options: { email: { type: 'string' }, name: { type: 'string' } } });
  const prompt = new Prompt();
  try {
    console.log(`✓ ${await create(prompt, values)} can sign in at /operator.`);
  } catch (error) {
    console.error(`✗ ${error instanceof Error ? error.message : String(error)}`);
    process.exitCode = 1;
  } finally {
    prompt.close();
    await closeDatabase();
  }
}

const { DATABASE_URL } = process.env;
if (DATABASE_URL) await main(DATABASE_URL);
else {
  console.error('✗ DATABASE_URL is not set.\n  Set it to postgres://user:password@host/database');
  process.exitCode = 1;
}
