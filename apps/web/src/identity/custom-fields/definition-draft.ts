import type { CustomField, CustomFieldEntity } from '@muster/contract/identity/custom-fields/definition';
import type {
  CustomFieldOption,
  CustomFieldType,
  TypedSettings,
} from '@muster/contract/identity/custom-fields/settings';
import { amountText, readAmount, readNumber } from './money-text.ts';

/** A definition as its form holds it: numbers as they are typed. */
export interface DefinitionDraft {
  id: string;
  label: string;
  key: string;
  /** Whether the key was typed by hand; else it follows the name. */
  isKeyTyped: boolean;
  help: string;
  type: CustomFieldType;
  required: boolean;
  indexed: boolean;
  maxLength: string;
  decimals: string;
  min: string;
  max: string;
  currency: string;
  options: CustomFieldOption[];
}

/** The form of a new field, or of one that there is. */
export function draftOf(field: CustomField | undefined, currency: string): DefinitionDraft {
  const blank = { maxLength: '', decimals: '0', min: '', max: '', currency, options: [] };
  if (!field) {
    const texts = { id: crypto.randomUUID(), label: '', key: '', isKeyTyped: false, help: '' };
    return { ...blank, ...texts, type: 'text', required: false, indexed: false };
  }
  const { id, label, key, help, type, required, indexed } = field;
  return { ...blank, ...{ id, label, key, help, type, required, indexed }, isKeyTyped: true, ...textsOf(field) };
}

function textsOf(field: CustomField): Partial<DefinitionDraft> {
  switch (field.type) {
    case 'text':
      return { maxLength: field.settings.maxLength?.toString() ?? '' };
    case 'number': {
      const { decimals, min, max } = field.settings;
      return { decimals: decimals.toString(), min: min?.toString() ?? '', max: max?.toString() ?? '' };
    }
    case 'money': {
      const { currency, min, max } = field.settings;
      const text = (amount: number | null) => (amount === null ? '' : amountText(amount, currency));
      return { currency, min: text(min), max: text(max) };
    }
    case 'choice':
    case 'multi_choice':
      return { options: field.settings.options };
    default:
      return {};
  }
}

/** The rules that a form says; null when something in it cannot be read. */
export function rulesOf(draft: DefinitionDraft): TypedSettings | null {
  const { type, currency } = draft;
  const number = (text: string) => (text.trim() === '' ? null : readNumber(text));
  const amount = (text: string) => (text.trim() === '' ? null : readAmount(text, currency));
  switch (type) {
    case 'text':
      return checked({ type, settings: { maxLength: number(draft.maxLength) } });
    case 'number': {
      const limits = { min: number(draft.min), max: number(draft.max) };
      return checked({ type, settings: { decimals: number(draft.decimals) ?? 0, ...limits } });
    }
    case 'money':
      if (!/^[A-Z]{3}$/.test(currency)) return null;
      return checked({ type, settings: { currency, min: amount(draft.min), max: amount(draft.max) } });
    case 'choice':
    case 'multi_choice': {
      const options = draft.options.filter(({ label }) => label.trim() !== '');
      return options.length > 0 ? { type, settings: { options } } : null;
    }
    default:
      return { type, settings: {} };
  }
}

function checked(rules: TypedSettings): TypedSettings | null {
  return Object.values(rules.settings).some((value) => Number.isNaN(value)) ? null : rules;
}

/** A key that fits a name: "Dock height (in)" is dock_height_in. */
export function keyFor(label: string): string {
  const plain = label
    .normalize('NFD')
    .replaceAll(/\p{Diacritic}/gu, '')
    .toLowerCase();
  const key = plain.replaceAll(/[^a-z0-9]+/g, '_').replaceAll(/^[_0-9]+|_+$/g, '');
  return key.slice(0, 40) || 'field';
}

/** The definition as its form would save it, to show its control with. */
export function previewOf(draft: DefinitionDraft, entity: CustomFieldEntity): CustomField | null {
  const rules = rulesOf(draft);
  const { id, key, label, help, required, indexed } = draft;
  const common = { ...{ id, entity, key, label, help, required, indexed }, indexReady: true, position: 0, version: 1 };
  return rules && { ...common, ...rules, archivedAt: null };
}
