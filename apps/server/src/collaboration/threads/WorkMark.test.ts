import { expect, test } from 'vitest';
import { WorkMark } from './WorkMark.ts';

const [one, other] = ['0190a0a0-0000-7000-8000-000000000001', '0190a0a0-0000-7000-8000-000000000002'];

test('whoever shares the memory sees what the thread is at, and that it gets on', () => {
  const mark = new WorkMark();
  const seen = new WorkMark(mark.memory);
  expect(seen.isAtWork).toBe(false);
  const turns = [one, other].map((subject) =>
    mark.during(subject, () => {
      expect([seen.isAtWork, seen.subject]).toEqual([true, subject]);
      return seen.turn;
    }),
  );
  expect(new Set(turns).size).toBe(2);
  expect(seen.isAtWork).toBe(false);
});

test('work within other work is part of it, and work that fails has ended', () => {
  const mark = new WorkMark();
  const failing = () =>
    mark.during(one, () => {
      mark.during(other, () => undefined);
      expect([mark.isAtWork, mark.subject]).toEqual([true, one]);
      throw new Error('no more');
    });
  expect(failing).toThrow('no more');
  expect(mark.isAtWork).toBe(false);
});
