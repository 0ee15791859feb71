import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { appRouter } from '../../apps/server/src/services/router.ts';
import { type SignedIn, signIn } from '../support/client.ts';
import { createDatabase, type TestDatabase } from '../support/database.ts';
import { person } from '../support/fixtures.ts';
import { startServer, type TestServer } from '../support/server.ts';
import type { ForeignIds } from './foreign-ids.ts';
import { foreignInputs, publicProcedures } from './foreign-inputs.ts';
import { makeVictim } from './victim.ts';

interface Procedure {
  _def: {
    type: 'query' | 'mutation' | 'subscription';
    meta?: { permission?: string; public?: string; operator?: true };
  };
}

const statuses = { not_found: [404], own_only: [200], refused: [400, 401, 403] };

const procedures = Object.entries(appRouter._def.procedures as unknown as Record<string, Procedure>);

describe('the registry of procedures', () => {
  it('names a permission for every procedure that is not public or for operators, and says why for those that are', () => {
    const undeclared = procedures.filter(
      ([
        ,
        {
          _def: { meta },
        },
      ]) => !meta?.permission && !meta?.public && !meta?.operator,
    );
    expect(undeclared.map(([path]) => path)).toEqual([]);
    const open = procedures.filter(([, { _def }]) => _def.meta?.public).map(([path]) => path);
    expect(open.sort()).toEqual([...publicProcedures].sort());
  });

  it('has an attack for each of them', () => {
    const protectedPaths = procedures.filter(([, { _def }]) => _def.meta?.permission).map(([path]) => path);
    expect(Object.keys(foreignInputs).sort()).toEqual(protectedPaths.sort());
  });
});

describe('a stranger who holds every permission in another company', () => {
  let database: TestDatabase;
  let server: TestServer;
  let attacker: SignedIn;
  let ids: ForeignIds;

  beforeAll(async () => {
    database = await createDatabase();
    server = await startServer({ databaseUrl: database.url });
    attacker = await signIn(server.url, person('super_admin', 'south'));
    ids = await makeVictim(server, database);
  });

  afterAll(async () => {
    await server.stop();
    await database.drop();
  });

  async function call(path: string, type: string, input: unknown, token?: string): Promise<Response> {
    const headers = { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) };
    if (type === 'mutation') {
      return fetch(`${server.url}/trpc/${path}`, { method: 'POST', headers, body: JSON.stringify(input ?? {}) });
    }
    const query = input === undefined ? '' : `?input=${encodeURIComponent(JSON.stringify(input))}`;
    return fetch(`${server.url}/trpc/${path}${query}`, { headers });
  }

  describe.each(procedures.filter(([, { _def }]) => _def.meta?.permission))('%s', (path, { _def }) => {
    const attack = foreignInputs[path];

    it('is closed to those who are not signed in', async () => {
      const response = await call(path, _def.type, attack?.input(ids));
      expect(response.status).toBe(401);
    });

    it('does not know the other company', async () => {
      if (!attack) throw new Error(`There is no attack on ${path}.`);
      if (attack.expected === 'ends_own_session') return expectOwnSessionOnly(path, _def.type);
      const response = await call(path, _def.type, attack.input(ids), attacker.token);
      const text = await response.text();
      expect(statuses[attack.expected], text).toContain(response.status);
      for (const secret of ids.secrets) expect(text).not.toContain(secret);
      expect(await victimState(), 'the other company is as it was').toEqual(ids.stateBefore);
    });
  });

  /** These take no id: they may end the caller's own sessions only. */
  async function expectOwnSessionOnly(path: string, type: string): Promise<void> {
    const own = await signIn(server.url, person('viewer', 'south'));
    expect((await call(path, type, undefined, own.token)).status).toBe(200);
    expect((await call('identity.me', 'query', undefined, ids.victimToken)).status).toBe(200);
  }

  async function victimState() {
    return ids.readState();
  }
});
