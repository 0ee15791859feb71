/**
 * The floor of whoever stores before they forward: a relay that waits until PostgreSQL has what it received, all of a turn of
 * the event loop in one row, and then sends it on and tells the writers. It checks nothing, numbers nothing and could not read
 * back what it stored.
 */
import type { IncomingMessage } from 'node:http';
import pg from 'pg';
import { type WebSocket, WebSocketServer } from 'ws';

type Room = Set<WebSocket>;

interface Heard {
  readonly room: Room;
  readonly from: WebSocket;
  readonly data: Buffer;
}

const STORED = Buffer.of(1);
const INSERT = { name: 'store', text: 'insert into heard (bytes) values ($1::bytea)' };

const rooms = new Map<string, Room>();
let waiting: Heard[] = [];
let isStoring = false;

const database = new pg.Client({ connectionString: process.env.DATABASE_URL });
await database.connect();
await database.query('create table if not exists heard (bytes bytea not null)');
const server = new WebSocketServer({ port: Number(process.env.PORT), host: '127.0.0.1', perMessageDeflate: false });

async function store(): Promise<void> {
  const batch = waiting;
  waiting = [];
  await database.query({ ...INSERT, values: [Buffer.concat(batch.map(({ data }) => data))] });
  for (const { room, from, data } of batch) {
    for (const other of room) if (other !== from) other.send(data);
    from.send(STORED);
  }
  isStoring = false;
  storeSoon();
}

/** One commit at a time, while the next batch gathers. */
function storeSoon(): void {
  if (isStoring || waiting.length === 0) return;
  isStoring = true;
  setImmediate(() => void store());
}

server.on('connection', (socket: WebSocket, request: IncomingMessage) => {
  const path = request.url ?? '';
  const room: Room = rooms.get(path) ?? new Set();
  rooms.set(path, room);
  room.add(socket);
  socket.on('message', (data: Buffer) => {
    waiting.push({ room, from: socket, data });
    storeSoon();
  });
  socket.on('close', () => room.delete(socket));
});
