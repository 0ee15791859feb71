import { IncomingMessage } from 'node:http';
import { Socket } from 'node:net';
import { expect, test } from 'vitest';
import { createCallers } from './callers.ts';

function requestWith(headers: IncomingMessage['headers'], url = '/sync/board/1'): IncomingMessage {
  const socket = new Socket();
  Object.defineProperty(socket, 'remoteAddress', { value: '10.0.0.1' });
  return Object.assign(new IncomingMessage(socket), { headers, url });
}

test('behind a proxy the address is the one that the proxy saw, not one that the caller made up', () => {
  const forwarded = requestWith({ 'x-forwarded-for': '1.1.1.1, 203.0.113.7' });
  expect(createCallers(true).addressOf(forwarded)).toBe('203.0.113.7');
  expect(createCallers(false).addressOf(forwarded)).toBe('10.0.0.1');
  expect(createCallers(true).addressOf(requestWith({}))).toBe('10.0.0.1');
});

test('a caller is known by the credential, and by the address without one', () => {
  const { callerOf } = createCallers(true);
  const [first, second] = ['one', 'two'].map((token) => callerOf(requestWith({}, `/sync/board/1?token=${token}`)));
  expect(first).not.toBe(second);
  expect(first).not.toContain('one');
  expect(callerOf(requestWith({ 'x-forwarded-for': '203.0.113.7' }))).toBe('203.0.113.7');
});
