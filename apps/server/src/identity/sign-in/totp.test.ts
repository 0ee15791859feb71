import { describe, expect, it } from 'vitest';
import { newTotpSecret, stepOfCode, totpUri } from './totp.ts';

// RFC 6238, appendix B, with the SHA-1 secret; its codes have eight digits, of which apps show the last six.
const secret = new TextEncoder().encode('12345678901234567890');

describe('stepOfCode', () => {
  it.each([
    [59, '287082'],
    [1_111_111_109, '081804'],
    [1_234_567_890, '005924'],
    [20_000_000_000, '353130'],
  ])('knows the code of the standard at %i s', (seconds, code) => {
    expect(stepOfCode(secret, code, new Date(seconds * 1000))).toBe(Math.floor(seconds / 30));
  });

  it('allows one step before and after, and no more', () => {
    const step = Math.floor(1_234_567_890 / 30);
    const at = (offset: number) => new Date((step + offset) * 30_000);
    expect([-2, -1, 0, 1, 2].map((offset) => stepOfCode(secret, '005924', at(offset)))).toEqual([
      null,
      step,
      step,
      step,
      null,
    ]);
  });

  it('takes no other code', () => {
    expect(stepOfCode(secret, '005925', new Date(1_234_567_890_000))).toBeNull();
  });
});

it('names the app and the account in the address for a QR code', () => {
  const uri = new URL(totpUri(secret, 'ana@north.test'));
  expect(uri.protocol).toBe('otpauth:');
  expect(decodeURIComponent(uri.pathname)).toContain('Muster:ana@north.test');
  expect(uri.searchParams.get('secret')).toBe('GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ');
});

it('makes secrets of 160 bits', () => {
  expect(newTotpSecret()).toMatch(/^[A-Z2-7]{32}$/);
});
