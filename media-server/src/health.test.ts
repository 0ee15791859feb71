import { createServer } from 'node:http';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { answerHealth } from './health.ts';

const server = createServer(answerHealth);
let url = '';

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
});
afterAll(() => server.close());

test('is alive, and honest about not being ready', async () => {
  expect((await fetch(`${url}/healthz`)).status).toBe(200);
  const ready = await fetch(`${url}/readyz`);
  expect(ready.status).toBe(503);
  expect(await ready.json()).toMatchObject({ status: 'unavailable' });
});

test('has nothing else', async () => {
  expect((await fetch(`${url}/rooms`)).status).toBe(404);
});
