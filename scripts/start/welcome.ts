import { say } from '../progress.mjs';
import type { Settings } from './settings.ts';

interface DemoLogin {
  email: string;
  password: string;
  name: string;
  role: string;
}

/** Prints where Muster is, how to get in, and where the data lies. */
export async function welcome(settings: Settings, seconds: number): Promise<void> {
  const { publicUrl, dataDir, databaseUrl } = settings;
  say(`\nMuster is ready after ${seconds.toFixed(1)} s.\n`);
  say(`  Open    ${publicUrl}`);
  for (const line of loginLines(await demoLogins(settings))) say(line);
  say(`  Data    ${databaseUrl ? `the PostgreSQL of DATABASE_URL (${withoutPassword(databaseUrl)})` : dataDir}`);
  say(`  Log     ${dataDir}/server.log`);
  say('\n  Ctrl-C stops everything; the data stays.\n');
}

function loginLines(logins: DemoLogin[]): string[] {
  const width = Math.max(...logins.map(({ email }) => email.length), 0);
  return logins.map(({ email, password, name, role }, index) => {
    const label = index === 0 ? 'Sign in' : '       ';
    return `  ${label.padEnd(8)}${email.padEnd(width)}  ${password}  (${name}, ${role})`;
  });
}

/** What the sign-in page shows too: asked of the server, which alone knows them. */
async function demoLogins({ port, host, demo }: Settings): Promise<DemoLogin[]> {
  if (!demo) return [];
  const address = host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host;
  const response = await fetch(`http://${address}:${port}/trpc/identity.demoLogins`);
  const answer: { result?: { data?: DemoLogin[] | null } } = await response.json();
  return answer.result?.data ?? [];
}

function withoutPassword(databaseUrl: string): string {
  const url = new URL(databaseUrl);
  return `${url.host}${url.pathname}`;
}
