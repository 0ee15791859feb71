import { once } from 'node:events';
import { expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { signIn } from '../support/client.ts';
import { eventually } from '../support/eventually.ts';
import { serverOfFile } from '../support/file-server.ts';
import { person } from '../support/fixtures.ts';

const METRICS_TOKEN = 'a token of the operator';

const { server } = serverOfFile({ env: { METRICS_TOKEN } });

function ask(headers: Record<string, string> = {}): Promise<Response> {
  return fetch(`${server.url}/metrics`, { headers });
}

/** What the text says about a metric, named with its labels if it has any. */
function figureIn(text: string, name: string): number | undefined {
  const line = text.split('\n').find((candidate) => candidate.startsWith(`${name} `));
  return line === undefined ? undefined : Number(line.slice(name.length));
}

test('the machine itself may read the metrics, in the format of Prometheus', async () => {
  const answer = await ask();
  expect(answer.status).toBe(200);
  expect(answer.headers.get('content-type')).toContain('text/plain');
  expect(figureIn(await answer.text(), 'muster_sync_connections')).toBe(0);
});

test('what came through a proxy needs the token', async () => {
  const forwarded = { 'x-forwarded-for': '203.0.113.7' };
  expect((await ask(forwarded)).status).toBe(401);
  expect((await ask({ ...forwarded, authorization: 'Bearer something else' })).status).toBe(401);
  expect((await ask({ ...forwarded, authorization: `Bearer ${METRICS_TOKEN}` })).status).toBe(200);
});

test('edits are counted, with the time until their acknowledgement', async () => {
  const { api } = await signIn(server.url, person('super_admin'));
  const board = await api.work.boards.create.mutate({ name: 'Measured', kind: 'team' });
  await api.work.cards.create.mutate({ boardId: board.id, title: 'Counted' });
  const text = await eventually('the rows to follow', async () => {
    const answer = await (await ask()).text();
    const behind = figureIn(answer, 'muster_projection_documents_behind');
    return figureIn(answer, 'muster_projection_passes_total') !== 0 && behind === 0 && answer;
  });
  expect(figureIn(text, 'muster_sync_updates_total')).toBeGreaterThan(0);
  expect(figureIn(text, 'muster_sync_acknowledgement_seconds_count')).toBe(figureIn(text, 'muster_sync_updates_total'));
  expect(figureIn(text, 'muster_sync_commit_updates_sum')).toBe(figureIn(text, 'muster_sync_updates_total'));
  expect(figureIn(text, 'muster_projection_lag_seconds')).toBe(0);
  expect(figureIn(text, 'process_resident_memory_bytes')).toBeGreaterThan(0);
});

test('offenders are counted by what they did, and visitors who are turned away by the reason', async () => {
  const { api, token } = await signIn(server.url, person('super_admin'));
  const board = await api.work.boards.create.mutate({ name: 'Attacked', kind: 'team' });
  const connect = () => new WebSocket(`${server.webSocketUrl}/sync/board/${board.id}?token=${token}`);
  for (let offences = 0; offences < 11; offences++) {
    const socket = connect();
    await once(socket, 'open');
    socket.send(Uint8Array.of(42));
    expect((await once(socket, 'close'))[0]).toBe(4400);
  }
  const [, answer] = await once(connect(), 'unexpected-response');
  expect(answer.statusCode).toBe(429);
  const text = await (await ask()).text();
  expect(figureIn(text, 'muster_sync_offenders_total{code="4400"}')).toBe(11);
  expect(figureIn(text, 'muster_sync_turned_away_total{reason="offences"}')).toBe(1);
  expect(figureIn(text, 'muster_sync_silent_connections')).toBe(0);
});

test('what must be waited for is told as it is now, the first time too', async () => {
  await server.restart();
  const text = await (await ask()).text();
  expect(figureIn(text, 'muster_documents')).toBe(2);
  expect(figureIn(text, 'muster_document_bytes')).toBeGreaterThan(0);
});
