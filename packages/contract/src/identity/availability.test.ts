import { describe, expect, it } from 'vitest';
import { availableSpans, nextAvailable } from './availability.ts';

const at = (text: string) => new Date(text);

function shown(spans: ReturnType<typeof availableSpans>): string[] {
  return spans.map(({ from, to }) => `${from.toISOString().slice(0, 16)} ${to.toISOString().slice(0, 16)}`);
}

describe('weekly hours on the clock of a branch', () => {
  // Toronto: clocks go forward on 8 March 2026 at 02:00, and back on 1 November 2026 at 02:00.
  const weekdays = [1, 7].map((day) => ({ day, from: '08:00', to: '16:30' }));

  it('begin at the same hour of the clock before and after it goes forward', () => {
    const spans = availableSpans(weekdays, 'America/Toronto', {
      from: at('2026-03-01T00:00Z'),
      to: at('2026-03-10T00:00Z'),
    });
    expect(shown(spans)).toEqual([
      '2026-03-01T13:00 2026-03-01T21:30',
      '2026-03-02T13:00 2026-03-02T21:30',
      '2026-03-08T12:00 2026-03-08T20:30',
      '2026-03-09T12:00 2026-03-09T20:30',
    ]);
  });

  it('begin at the same hour of the clock before and after it goes back', () => {
    const spans = availableSpans(weekdays, 'America/Toronto', {
      from: at('2026-10-26T00:00Z'),
      to: at('2026-11-03T00:00Z'),
    });
    expect(shown(spans)).toEqual([
      '2026-10-26T12:00 2026-10-26T20:30',
      '2026-11-01T13:00 2026-11-01T21:30',
      '2026-11-02T13:00 2026-11-02T21:30',
    ]);
  });

  it.each([
    ['an hour less in the night when the clock skips one', '2026-03-08', '2026-03-08T06:00 2026-03-08T08:00'],
    ['an hour more in the night when the clock shows one twice', '2026-11-01', '2026-11-01T05:00 2026-11-01T09:00'],
    ['as many as they say in any other night', '2026-03-15', '2026-03-15T05:00 2026-03-15T08:00'],
  ])('are %s', (_, day, expected) => {
    const night = [{ day: 7, from: '01:00', to: '04:00' }];
    const range = { from: at(`${day}T00:00Z`), to: at(`${day}T23:00Z`) };
    expect(shown(availableSpans(night, 'America/Toronto', range))).toEqual([expected]);
  });

  it('are none when the clock skips all of them', () => {
    const skipped = [{ day: 7, from: '02:00', to: '03:00' }];
    const range = { from: at('2026-03-08T00:00Z'), to: at('2026-03-08T23:00Z') };
    expect(availableSpans(skipped, 'America/Toronto', range)).toEqual([]);
  });

  it.each([
    ['half an hour of summer time', 'Australia/Lord_Howe', '2026-10-05T00:00Z', '2026-10-05T21:00 2026-10-06T05:30'],
    ['no summer time', 'America/Regina', '2026-07-07T00:00Z', '2026-07-07T14:00 2026-07-07T22:30'],
    ['a quarter of an hour', 'Asia/Kathmandu', '2026-07-07T00:00Z', '2026-07-07T02:15 2026-07-07T10:45'],
  ])('stand right in a zone with %s', (_, zone, from, expected) => {
    const tuesday = [{ day: 2, from: '08:00', to: '16:30' }];
    const range = { from: at(from), to: new Date(at(from).getTime() + 86_400_000) };
    expect(shown(availableSpans(tuesday, zone, range))).toEqual([expected]);
  });

  it('are one stretch over midnight', () => {
    const shift = [
      { day: 1, from: '22:00', to: '24:00' },
      { day: 2, from: '00:00', to: '06:00' },
    ];
    const range = { from: at('2026-06-01T00:00Z'), to: at('2026-06-03T00:00Z') };
    expect(shown(availableSpans(shift, 'America/Toronto', range))).toEqual(['2026-06-02T02:00 2026-06-02T10:00']);
  });
});

describe('the next hours', () => {
  const monday = [{ day: 1, from: '08:00', to: '16:30' }];

  it('are those of now, or the first after, a week ahead at most', () => {
    const next = (now: string) => nextAvailable(monday, 'UTC', at(now))?.from.toISOString().slice(0, 16);
    expect(next('2026-06-01T09:00Z')).toBe('2026-06-01T08:00');
    expect(next('2026-06-01T16:30Z')).toBe('2026-06-08T08:00');
    expect(next('2026-06-01T07:59Z')).toBe('2026-06-01T08:00');
  });

  it('are none for whoever has none', () => {
    expect(nextAvailable([], 'UTC', at('2026-06-01T09:00Z'))).toBeNull();
  });
});
