import { describe, expect, it } from 'vitest';
import { matches } from './matches.ts';

describe('matches', () => {
  it.each([
    ['', 'Anything'],
    ['dark', 'Theme: Dark'],
    ['the da', 'Theme: Dark'],
    ['reglages', 'Réglages et appareils'],
    ['RÉG', 'Réglages'],
  ])('finds “%s” in “%s”', (query, text) => {
    expect(matches(query, text)).toBe(true);
  });

  it.each([
    ['ark', 'Theme: Dark'],
    ['dark board', 'Theme: Dark'],
  ])('does not find “%s” in “%s”', (query, text) => {
    expect(matches(query, text)).toBe(false);
  });
});
