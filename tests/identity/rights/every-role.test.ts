import { defaultRoles } from '@muster/contract/identity/roles';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '../../../apps/server/src/core/identifiers.ts';
import { appRouter } from '../../../apps/server/src/services/router.ts';
import type { ForeignIds } from '../../rls/foreign-ids.ts';
import { foreignInputs } from '../../rls/foreign-inputs.ts';
import { stateOf as stateOfCompany } from '../../rls/victim.ts';
import { signIn } from '../../support/client.ts';
import { createDatabase, type TestDatabase } from '../../support/database.ts';
import { companies, person } from '../../support/fixtures.ts';
import { startServer, type TestServer } from '../../support/server.ts';
import { isGoverned, makePlace, narrowToBranch, type Place, stateOf, withCompany } from './attack-places.ts';

interface Procedure {
  _def: {
    type: 'query' | 'mutation' | 'subscription';
    meta?: { permission?: string; public?: string; operator?: true };
  };
}

/** From the registry itself, so that a new procedure is attacked too. */
const registry = Object.entries(appRouter._def.procedures as unknown as Record<string, Procedure>).map(
  ([path, { _def }]) => ({ path, ..._def.meta, isMutation: _def.type === 'mutation', attack: foreignInputs[path] }),
);

const ofOperators = registry.filter(({ operator }) => operator);
const open = registry.filter((each) => each.public);
/** They take no input and end nothing but the caller's own session. */
const endsOwnSession = registry.filter(({ attack }) => attack?.expected === 'ends_own_session');
const procedures = registry.flatMap(({ path, permission, attack, isMutation }) =>
  permission && attack && attack.expected !== 'ends_own_session' ? [{ path, permission, attack, isMutation }] : [],
);

type Attacked = (typeof procedures)[number];

/** In the name of everything that the other company has beside its place. */
const companySecret = 'Confidential';

/** The input of an attack on a place, and whether it names anything of that place. */
function aim({ attack }: Attacked, { ids }: Place): { input: unknown; isPlaced: boolean } {
  let isPlaced = false;
  const aimed = new Proxy(ids, {
    get: (known, name) => {
      const id = known[String(name)];
      if (id && name !== 'tenantId') isPlaced = true;
      return id ?? newId();
    },
  });
  return { input: attack.input(aimed as unknown as ForeignIds), isPlaced };
}

describe('every procedure × every role × own branch, other branch, other company', () => {
  let database: TestDatabase;
  let server: TestServer;
  let places: Record<'own' | 'otherBranch' | 'otherCompany', Place>;
  const table: Record<string, Record<string, number>> = {};

  beforeAll(async () => {
    database = await createDatabase();
    server = await startServer({ databaseUrl: database.url });
    places = {
      own: await makePlace(server, database, 'north', 'Ownsecret'),
      otherBranch: await makePlace(server, database, 'north', 'Branchsecret'),
      otherCompany: await withCompany(
        ...([server, database, 'south', await makePlace(server, database, 'south', 'Companysecret')] as const),
      ),
    };
    await narrowToBranch(database, 'north', places.own.ids.locationId ?? '');
    // What the setup's own people could do is forgotten.
    await server.restart();
  }, 180_000);

  afterAll(async () => {
    console.table(table);
    await server.stop();
    await database.drop();
  });

  async function call({ path, isMutation }: Pick<Attacked, 'path' | 'isMutation'>, input: unknown, token: string) {
    const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}` };
    const query = input === undefined ? '' : `?input=${encodeURIComponent(JSON.stringify(input))}`;
    const response = isMutation
      ? await fetch(`${server.url}/trpc/${path}`, { method: 'POST', headers, body: JSON.stringify(input ?? {}) })
      : await fetch(`${server.url}/trpc/${path}${query}`, { headers });
    return { status: response.status, text: await response.text() };
  }

  interface Attempt {
    procedure: Attacked;
    name: keyof typeof places;
    mayCall: boolean;
    status: number;
    text: string;
    isPlaced: boolean;
  }

  /** As what an answer counts. */
  function kindOf({ name, mayCall }: Attempt): string {
    if (!mayCall) return 'refused by role';
    if (name === 'own') return 'let in at own branch';
    return name === 'otherBranch' ? 'nothing of other branch' : 'nothing of other company';
  }

  /** Whether an answer is as it must be. */
  function isRight({ procedure, name, mayCall, status, text, isPlaced }: Attempt): boolean {
    const { permission, attack } = procedure;
    if (!mayCall) return status === 403;
    if (name === 'own') return status < 500 && !text.includes(`it needs ${permission}`);
    // A list answers, but shows nothing of the place; everything else is refused.
    const isRefused = [400, 401, 403, 404].includes(status);
    const isSilent = !text.includes(places[name].secret) && !text.includes(companySecret);
    if (isPlaced && attack.expected !== 'own_only' && !isRefused) return false;
    return isSilent || (name === 'otherBranch' && !isGoverned(permission));
  }

  it('leaves out no procedure of the registry', () => {
    const groups = { attacked: procedures, operators: ofOperators, open, endsOwnSession };
    const counts = Object.entries(groups).map(([name, { length }]) => `${length} ${name}`);
    console.log(`${registry.length} procedures: ${counts.join(', ')}`);
    const paths = Object.values(groups).flatMap((group) => group.map(({ path }) => path));
    expect(paths.sort()).toEqual(registry.map(({ path }) => path).sort());
  });

  it.each(defaultRoles.map(({ key }) => key))(
    '%s reaches what the role holds at the own branch, and nothing elsewhere',
    async (role) => {
      const { token, api } = await signIn(server.url, person(role));
      const held = new Set((await api.identity.me.query()).abilities.permissions);
      const counts: Record<string, number> = {};
      const elsewhere = async () => [
        await stateOf(database, places.otherBranch),
        await stateOf(database, places.otherCompany),
        await stateOfCompany(database, companies.south.id),
      ];
      const before = await elsewhere();
      for (const procedure of procedures) {
        for (const name of ['own', 'otherBranch', 'otherCompany'] as const) {
          const { input, isPlaced } = aim(procedure, places[name]);
          const { status, text } = await call(procedure, input, token);
          const attempt = { procedure, name, mayCall: held.has(procedure.permission), status, text, isPlaced };
          expect(isRight(attempt), `${procedure.path} by ${role} at ${name}: ${status} ${text}`).toBe(true);
          counts[kindOf(attempt)] = (counts[kindOf(attempt)] ?? 0) + 1;
        }
      }
      for (const procedure of ofOperators) {
        const { status } = await call(procedure, undefined, token);
        expect(status, `${procedure.path} by ${role}`).toBe(401);
        counts['refused: for operators'] = (counts['refused: for operators'] ?? 0) + 1;
      }
      table[role] = counts;
      expect(await elsewhere(), 'the other branch and the other company are as they were').toEqual(before);
    },
    180_000,
  );
});
