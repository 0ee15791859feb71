import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import type { AppRouter } from '@muster/server/router';
import { createTRPCClient, httpBatchLink, type TRPCClient } from '@trpc/client';
import { inRepository } from '../../../scripts/repository.ts';
import type { TestDatabase } from '../../support/database.ts';
import type { TestServer } from '../../support/server.ts';
import { codeOf } from '../sign-in/authenticator-app.ts';

/** The keys of servers and of the command that makes operators: both must seal alike. */
export const keys = { MUSTER_KEYS: `tests:${randomBytes(32).toString('base64')}` };

/** An operator of the platform with their authenticator app. */
export interface OperatorPerson {
  email: string;
  name: string;
  password: string;
  secret: string;
}

/** Makes an operator as people do: by the command, whose questions are answered one after the other. */
export async function createOperator(database: TestDatabase, email = 'alex@platform.test'): Promise<OperatorPerson> {
  const [name, password] = ['Alex Operator', 'eleven quiet lanterns'];
  const { output, exitCode, secret } = await runCommand(database, [email, name, password]);
  if (exitCode !== 0) throw new Error(`The operator could not be made: ${output}`);
  return { email, name, password, secret };
}

/** Runs `operator:create`, answers with `answers` and then with the code of the app that it offers. */
export function runCommand(database: TestDatabase, answers: string[], code?: string) {
  const env = { ...process.env, ...keys, DATABASE_URL: database.url };
  const script = 'apps/server/src/identity/operator/create-main.ts';
  const child = spawn(process.execPath, [inRepository('scripts/run.mjs'), inRepository(script)], { env });
  let output = '';
  let secret = '';
  child.stdin.write(answers.map((answer) => `${answer}\n`).join(''));
  return new Promise<{ output: string; exitCode: number | null; secret: string }>((resolve) => {
    const read = (chunk: Buffer) => {
      output += chunk.toString();
      const [, offered] = /authenticator app: ([A-Z2-7 ]+)\n/.exec(output) ?? [];
      if (!offered || secret) return;
      secret = offered;
      child.stdin.write(`${code ?? codeOf(offered)}\n`);
    };
    child.stdout.on('data', read);
    child.stderr.on('data', read);
    child.on('close', (exitCode) => resolve({ output, exitCode, secret }));
  });
}

/** A browser of an operator: it keeps cookies as one does, and shows what they were set with. */
export class OperatorConsole {
  readonly api: TRPCClient<AppRouter>;
  readonly #server: TestServer;
  readonly #database: TestDatabase;
  readonly #operator: OperatorPerson;
  readonly #cookies = new Map<string, string>();
  /** The `Set-Cookie` headers of the newest answer that had any. */
  lastSet: string[] = [];

  constructor(server: TestServer, database: TestDatabase, operator: OperatorPerson) {
    this.#server = server;
    this.#database = database;
    this.#operator = operator;
    this.api = createTRPCClient<AppRouter>({
      links: [
        httpBatchLink({
          url: `${server.url}/trpc`,
          fetch: (url, init) => this.fetch(url instanceof Request ? url.url : url.toString(), init ?? {}),
        }),
      ],
    });
  }

  /** The cookies as the header of a request. */
  get cookie(): string {
    return [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  }

  cookieNamed(name: string): string | undefined {
    return this.#cookies.get(name);
  }

  setCookie(name: string, value: string): void {
    this.#cookies.set(name, value);
  }

  async fetch(url: string, { headers, body, method }: { headers?: unknown; body?: unknown; method?: string }) {
    const own = { cookie: this.cookie, origin: this.#server.url };
    const response = await fetch(url, {
      method: method ?? 'GET',
      headers: { ...(headers as Record<string, string>), ...own },
      ...(typeof body === 'string' && { body }),
    });
    const set = response.headers.getSetCookie();
    if (set.length > 0) this.lastSet = set;
    for (const each of set) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(each) ?? [];
      if (value === '') this.#cookies.delete(name);
      else this.#cookies.set(name, value);
    }
    return response;
  }

  /** A code that counts, also right after another: the used ones are forgotten. That none counts twice has its own test. */
  async freshCode(): Promise<string> {
    await this.#database.query('update operator set last_step = 0 where email = $1', [this.#operator.email]);
    return codeOf(this.#operator.secret);
  }

  async signIn(): Promise<void> {
    const { email, password } = this.#operator;
    await this.api.identity.operator.signIn.mutate({ email, password, code: await this.freshCode() });
  }

  /** Enters a company. @returns the id of the stay */
  async enter(tenantId: string, reason = 'Ticket 4711'): Promise<string> {
    await this.api.identity.operator.enter.mutate({ tenantId, reason, code: await this.freshCode() });
    const { access } = await this.api.identity.operator.me.query();
    return access?.id ?? '';
  }
}
