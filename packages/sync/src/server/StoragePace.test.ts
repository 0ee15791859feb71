import { expect, test } from 'vitest';
import { StoragePace } from './StoragePace.ts';

function repeat(times: number, what: () => void): void {
  for (let count = 0; count < times; count++) what();
}

test('H13: commits that take much longer than the quickest make a flood wait, down to 256 updates', () => {
  const pace = new StoragePace(512);
  pace.committed(1, 1);
  expect(pace.allowed).toBe(512);
  pace.committed(512, 20);
  expect(pace.allowed).toBe(358);
  repeat(20, () => pace.committed(pace.allowed, 20));
  expect(pace.allowed).toBe(256);
});

test('H13: quick commits let it in again, as far as they were full', () => {
  const pace = new StoragePace(512);
  pace.committed(1, 1);
  repeat(20, () => pace.committed(512, 20));
  repeat(10, () => pace.committed(1, 1));
  expect(pace.allowed).toBe(256);
  repeat(10, () => pace.committed(pace.allowed, 2));
  expect(pace.allowed).toBe(336);
  repeat(100, () => pace.committed(pace.allowed, 2));
  expect(pace.allowed).toBe(512);
});

test('H13: a disk that is slow with everything makes nobody wait', () => {
  const pace = new StoragePace(512);
  repeat(50, () => pace.committed(400, 30));
  expect(pace.allowed).toBe(512);
});
