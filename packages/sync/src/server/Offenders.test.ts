import { expect, test } from 'vitest';
import { DEFAULT_LIMITS } from './limits.ts';
import { Offenders } from './Offenders.ts';

function offenders() {
  const clock = { now: 1_000_000 };
  return { clock, offenders: new Offenders(DEFAULT_LIMITS, () => clock.now) };
}

test('H10: ten offences are forgiven; then the wait doubles from 1 s up to 60 s', () => {
  const { offenders: known } = offenders();
  const waits = Array.from({ length: 18 }, () => {
    known.offended('mallory');
    return known.wait('mallory') / 1_000;
  });
  expect(waits).toEqual([...Array(10).fill(0), 1, 2, 4, 8, 16, 32, 60, 60]);
  expect(known.wait('ana')).toBe(0);
});

test('H10: a wait ends by itself, and after 120 s without an offence all are forgotten', () => {
  const { offenders: known, clock } = offenders();
  for (let offences = 0; offences < 11; offences++) known.offended('mallory');
  clock.now += 999;
  expect(known.wait('mallory')).toBe(1);
  clock.now += 1;
  expect(known.wait('mallory')).toBe(0);
  clock.now += 120_001;
  known.offended('mallory');
  expect(known.wait('mallory')).toBe(0);
});
