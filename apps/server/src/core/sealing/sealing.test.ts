import { randomBytes } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { keyRing, openKeyRing, parseKeyRing } from './key-ring.ts';
import { keyedHash, possibleHashes } from './keyed-hash.ts';
import { type SealedPlace, seal, unseal } from './sealing.ts';

const key = (id: string) => `${id}:${randomBytes(32).toString('base64')}`;
const place: SealedPlace = { tenantId: 't1', rowId: 'r1', column: 'employee.pay_sealed' };

describe('a sealed field', () => {
  const ring = parseKeyRing(key('k1'));

  it('opens in its place, and looks different every time', () => {
    const [one, other] = [seal('42.50 $ é', place, ring), seal('42.50 $ é', place, ring)];
    expect(unseal(one, place, ring)).toBe('42.50 $ é');
    expect(Buffer.from(one).equals(other)).toBe(false);
    expect(Buffer.from(one).includes('42.50')).toBe(false);
  });

  it.each<Partial<SealedPlace>>([
    { tenantId: 'other' },
    { rowId: 'other' },
    { column: 'employee.bank_account_sealed' },
    { column: 'totp_credential.secret' },
  ])('does not open when it is moved to %j', (moved) => {
    const sealed = seal('secret', place, ring);
    expect(() => unseal(sealed, { ...place, ...moved }, ring)).toThrow();
  });

  it('does not open when any of its bytes was changed', () => {
    const sealed = seal('secret', place, ring);
    for (let index = 0; index < sealed.length; index++) {
      const changed = sealed.slice();
      changed[index] = (changed[index] ?? 0) ^ 1;
      expect(() => unseal(changed, place, ring), `byte ${index}`).toThrow();
    }
    for (let length = 0; length < sealed.length; length++) {
      expect(() => unseal(sealed.slice(0, length), place, ring), `cut to ${length}`).toThrow();
    }
  });

  it('opens with an older key while that is in the ring, and names a key that is missing', () => {
    const [older, newer] = [key('k1'), key('k2')];
    const sealed = seal('secret', place, parseKeyRing(older));
    expect(unseal(sealed, place, parseKeyRing(`${newer},${older}`))).toBe('secret');
    expect(() => unseal(sealed, place, parseKeyRing(newer))).toThrow(/"k1"/);
  });
});

describe('a keyed hash', () => {
  const place = { tenantId: 't1', column: 'employee.tax_number_sealed' as const };
  const [older, newer] = [key('k1'), key('k2')];

  it('is the same for one value of one company, and tells nothing to another company or under another key', () => {
    const hash = keyedHash('046454286', place, parseKeyRing(older));
    expect(keyedHash('046454286', place, parseKeyRing(older))).toEqual(hash);
    expect(keyedHash('046454287', place, parseKeyRing(older))).not.toEqual(hash);
    expect(keyedHash('046454286', { ...place, tenantId: 't2' }, parseKeyRing(older))).not.toEqual(hash);
    expect(keyedHash('046454286', place, parseKeyRing(newer))).not.toEqual(hash);
  });

  it('is looked for under every key of the ring', () => {
    const hash = keyedHash('046454286', place, parseKeyRing(older));
    expect(possibleHashes('046454286', place, parseKeyRing(`${newer},${older}`))).toContainEqual(hash);
  });
});

describe('the key ring', () => {
  it('refuses two keys of one name', () => {
    expect(() => parseKeyRing(`${key('k1')},${key('k1')}`)).toThrow(/alike/);
  });

  it.each(['', 'k1', 'k1:short', `k1:${'A'.repeat(60)}`, `${'x'.repeat(40)}:${'A'.repeat(43)}`])(
    'refuses %j without repeating it',
    (text) => {
      expect(() => parseKeyRing(text)).toThrow(/MUSTER_KEYS/);
    },
  );

  it('makes a key of its own once, readable by its owner only, and finds it again', () => {
    const folder = join(mkdtempSync(join(tmpdir(), 'keys-')), 'data');
    openKeyRing(undefined, folder);
    const sealed = seal('secret', place);
    expect(statSync(join(folder, 'keys')).mode & 0o777).toBe(0o600);
    const kept = readFileSync(join(folder, 'keys'), 'utf8');
    openKeyRing(undefined, folder);
    expect(unseal(sealed, place)).toBe('secret');
    expect(kept).toContain(keyRing().current.id);
    expect(readdirSync(folder)).toEqual(['keys']);
  });

  it('never gives the id of a key to another one, made on the same day because the first was forgotten', () => {
    const rings = ['lost', 'restored'].map((name) => {
      const folder = join(mkdtempSync(join(tmpdir(), 'keys-')), name);
      openKeyRing(undefined, folder);
      return readFileSync(join(folder, 'keys'), 'utf8').trim();
    });
    openKeyRing(rings.join(','), '/nowhere/at/all');
    expect(keyRing().byId.size).toBe(2);
  });

  it('takes the given keys before any file', () => {
    openKeyRing(key('given'), '/nowhere/at/all');
    expect(keyRing().current.id).toBe('given');
  });
});
