import { createColumn, liveColumns, readColumns } from '@muster/contract/work/board-columns';
import { beforeAll, describe, expect, test } from 'vitest';
import { type ClientOptions, WebSocket } from 'ws';
import { WebsocketProvider } from 'y-websocket';
import * as Y from 'yjs';
import { newId } from '../../apps/server/src/core/identifiers.ts';
import { type SignedIn, signIn } from '../support/client.ts';
import { eventually } from '../support/eventually.ts';
import { serverOfFile } from '../support/file-server.ts';
import { person } from '../support/fixtures.ts';
import { SocketClass } from './replica.ts';

const { server } = serverOfFile();
let owner: SignedIn;
let documentName: string;

beforeAll(async () => {
  owner = await signIn(server.url, person('dispatcher'));
  ({ documentName } = await owner.api.work.boards.create.mutate({ name: 'For every client', kind: 'team' }));
});

/** A socket as a browser opens it from Muster's own page: with the session cookie and the page's origin. */
function browserSocket(token: string, origin: string): typeof globalThis.WebSocket {
  class BrowserSocket extends WebSocket {
    constructor(url: string | URL, protocols?: string | string[]) {
      const options: ClientOptions = { origin, headers: { cookie: `muster_session=${token}` } };
      super(url, protocols ?? [], options);
    }
  }
  return BrowserSocket as unknown as typeof globalThis.WebSocket;
}

const columnNames = (doc: Y.Doc) => liveColumns(readColumns(doc)).map((column) => column.name);

describe('the stock y-websocket provider', () => {
  test('syncs with a session cookie and with ?token=, unchanged', async () => {
    const url = `${server.webSocketUrl}/sync`;
    const [left, right] = [new Y.Doc(), new Y.Doc()];
    const providers = [
      new WebsocketProvider(url, documentName, left, {
        WebSocketPolyfill: browserSocket(owner.token, server.url),
        disableBc: true,
      }),
      new WebsocketProvider(url, documentName, right, {
        WebSocketPolyfill: SocketClass,
        params: { token: owner.token },
        disableBc: true,
      }),
    ];
    await eventually('both are synced', () => providers.every((provider) => provider.synced));
    expect(columnNames(left)).toEqual(['To do', 'In progress', 'Done']);
    const edit = { userId: owner.userId, at: new Date().toISOString(), origin: null };
    createColumn(left, edit, { id: newId(), name: 'From the left' });
    createColumn(right, edit, { id: newId(), name: 'From the right' });
    const everywhere = (doc: Y.Doc) => columnNames(doc).length === 5;
    await eventually('both see both', () => everywhere(left) && everywhere(right));
    expect(columnNames(left)).toEqual(columnNames(right));
    providers[0]?.awareness.setLocalStateField('user', { name: 'Somebody else' });
    await eventually('presence carries the name of the account', () => {
      const states = [...(providers[1]?.awareness.getStates().values() ?? [])];
      return states.some((state) => state.user?.name === 'dispatcher of north');
    });
    for (const provider of providers) provider.destroy();
  });
});
