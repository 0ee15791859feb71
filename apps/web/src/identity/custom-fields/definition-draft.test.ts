import { expect, it } from 'vitest';
import { type DefinitionDraft, draftOf, keyFor, previewOf, rulesOf } from './definition-draft.ts';

const blank = (): DefinitionDraft => ({ ...draftOf(undefined, 'CAD'), label: 'Rent' });

it.each([
  ['Dock height (in)', 'dock_height_in'],
  ['Échéance du bail', 'echeance_du_bail'],
  ['2nd phone', 'nd_phone'],
  ['電話', 'field'],
])('makes of the name %s the key %s', (label, key) => {
  expect(keyFor(label)).toBe(key);
});

it('reads limits in the currency’s own decimals, and writes them back as they were typed', () => {
  const draft = { ...blank(), type: 'money' as const, min: '0', max: '4 500,50' };
  const rules = { type: 'money', settings: { currency: 'CAD', min: 0, max: 450_050 } };
  expect(rulesOf(draft)).toEqual(rules);
  const field = previewOf(draft, 'location');
  expect(field && rulesOf(draftOf(field, 'USD'))).toEqual(rules);
});

it('says nothing of what cannot be read', () => {
  expect(rulesOf({ ...blank(), type: 'number', min: 'few' })).toBeNull();
  expect(rulesOf({ ...blank(), type: 'choice' })).toBeNull();
  expect(rulesOf({ ...blank(), type: 'money', currency: 'dollars' })).toBeNull();
});
