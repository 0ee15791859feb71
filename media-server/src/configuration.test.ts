import { expect, test } from 'vitest';
import { readConfiguration } from './configuration.ts';

test('listens on this machine only unless told otherwise', () => {
  expect(readConfiguration({})).toEqual({ port: 4443, host: '127.0.0.1' });
  expect(readConfiguration({ MEDIA_PORT: '5000', MEDIA_HOST: '0.0.0.0' })).toEqual({ port: 5000, host: '0.0.0.0' });
});

test('names the variable that makes no sense', () => {
  expect(() => readConfiguration({ MEDIA_PORT: 'many' })).toThrow(/MEDIA_PORT is "many"/);
  expect(() => readConfiguration({ MEDIA_PORT: '70000' })).toThrow(/MEDIA_PORT/);
});
