import { expect, it } from 'vitest';
import { signIn } from '../../support/client.ts';
import { serverOfFile } from '../../support/file-server.ts';
import { person } from '../../support/fixtures.ts';

const { server } = serverOfFile();

const callsOfBatch = 300;
const batch = Array.from({ length: callsOfBatch }, () => 'identity.me').join();

it('one person’s sessions together make at most three thousand calls a minute, and nobody else waits', async () => {
  const devices = [await signIn(server.url, person('developer')), await signIn(server.url, person('developer'))];
  const ask = (token: string, path: string) =>
    fetch(`${server.url}/trpc/${path}`, { headers: { authorization: `Bearer ${token}` } });
  let passed = 0;
  let refused: Response | undefined;
  for (let attempt = 0; attempt < 40 && !refused; attempt++) {
    const response = await ask(devices[attempt % 2]?.token ?? '', `${batch}?batch=1&input={}`);
    if (response.status === 429) refused = response;
    else passed += callsOfBatch;
    await response.text();
  }
  expect(passed).toBeGreaterThanOrEqual(3_000);
  expect(Number(refused?.headers.get('retry-after'))).toBeGreaterThan(0);
  const colleague = await signIn(server.url, person('sales'));
  expect((await ask(colleague.token, 'identity.me')).status).toBe(200);
});
