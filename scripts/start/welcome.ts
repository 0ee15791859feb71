import { say } from '../progress.mjs';
import type { Settings } from './settings.ts';

interface DemoLogin {
  email: string;
  password: string;
  name: string;
  role: string;
}

interface DemoOperator {
  email: string;
  password: string;
  totpSecret: string;
}

/** Prints where Muster is, how to get in, and where the data lies. */
export async function welcome(settings: Settings, seconds: number, logFile = 'server.log'): Promise<void> {
  const { publicUrl, dataDir, databaseUrl } = settings;
  say(`\nMuster is ready after ${seconds.toFixed(1)} s.\n`);
  say(`  Open    ${publicUrl}`);
  for (const line of loginLines(await demoLogins(settings))) say(line);
  for (const line of operatorLines(await demoOperator(settings), publicUrl)) say(line);
  say(`  Data    ${databaseUrl ? `the PostgreSQL of DATABASE_URL (${withoutPassword(databaseUrl)})` : dataDir}`);
  say(`  Log     ${dataDir}/${logFile}`);
  say('\n  Ctrl-C stops everything; the data stays.\n');
}

function loginLines(logins: DemoLogin[]): string[] {
  const width = Math.max(...logins.map(({ email }) => email.length), 0);
  return logins.map(({ email, password, name, role }, index) => {
    const label = index === 0 ? 'Sign in' : '       ';
    return `  ${label.padEnd(8)}${email.padEnd(width)}  ${password}  (${name}, ${role})`;
  });
}

function operatorLines(operator: DemoOperator | null, publicUrl: string): string[] {
  if (!operator) return [];
  const { email, password, totpSecret } = operator;
  return [
    `  Operator of the platform: ${publicUrl}/operator  ${email}  ${password}`,
    `          (its page shows the next code; the key for an authenticator app is ${totpSecret})`,
  ];
}

async function demoLogins(settings: Settings): Promise<DemoLogin[]> {
  return (await askDemo<DemoLogin[]>(settings, 'identity.demoLogins')) ?? [];
}

function demoOperator(settings: Settings): Promise<DemoOperator | null> {
  return askDemo<DemoOperator>(settings, 'identity.operator.demoLogin');
}

/** What the sign-in pages show too: asked of the server, which alone knows it. */
async function askDemo<Answer>({ port, host, demo }: Settings, procedure: string): Promise<Answer | null> {
  if (!demo) return null;
  const address = host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host;
  const response = await fetch(`http://${address}:${port}/trpc/${procedure}`);
  const answer: { result?: { data?: Answer | null } } = await response.json();
  return answer.result?.data ?? null;
}

function withoutPassword(databaseUrl: string): string {
  const url = new URL(databaseUrl);
  return `${url.host}${url.pathname}`;
}
