/**
 * The floor: a server that does nothing but send what it receives to everyone else in the room; with BATCHING set, all
 * frames of one turn of the event loop in one write.
 */
import type { IncomingMessage } from 'node:http';
import { type WebSocket, WebSocketServer } from 'ws';

interface Member {
  readonly socket: WebSocket;
  readonly write: (bytes: Buffer) => void;
}

interface Heard {
  readonly from: Member;
  readonly frame: Buffer;
}

interface Room {
  readonly members: Set<Member>;
  heard: Heard[];
}

const batching = process.env.BATCHING !== undefined;
const rooms = new Map<string, Room>();
const server = new WebSocketServer({ port: Number(process.env.PORT), host: '127.0.0.1', perMessageDeflate: false });

/** A server's frame around a message that is shorter than 64 KB, as all of the benchmark's are. */
function frameOf(data: Buffer): Buffer {
  const { length } = data;
  const head = length < 126 ? [0x82, length] : [0x82, 126, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.from(head), data]);
}

function relay({ members }: Room, from: Member, data: Buffer): void {
  for (const other of members) if (other !== from) other.socket.send(data);
}

function gather(room: Room, from: Member, data: Buffer): void {
  if (room.heard.length === 0) setImmediate(() => flush(room));
  room.heard.push({ from, frame: frameOf(data) });
}

function flush(room: Room): void {
  const { heard } = room;
  room.heard = [];
  const all = Buffer.concat(heard.map(({ frame }) => frame));
  const authors = new Set(heard.map(({ from }) => from));
  for (const member of room.members) {
    if (!authors.has(member)) member.write(all);
    else if (authors.size > 1) {
      member.write(Buffer.concat(heard.filter(({ from }) => from !== member).map(({ frame }) => frame)));
    }
  }
}

server.on('connection', (socket: WebSocket, request: IncomingMessage) => {
  const path = request.url ?? '';
  const room = rooms.get(path) ?? { members: new Set(), heard: [] };
  rooms.set(path, room);
  const member = { socket, write: (bytes: Buffer) => request.socket.write(bytes) };
  room.members.add(member);
  socket.on('message', (data: Buffer) => (batching ? gather : relay)(room, member, data));
  socket.on('close', () => room.members.delete(member));
});
