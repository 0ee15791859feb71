import { z } from 'zod';
import { idSchema } from '../../core/identifiers.ts';
import type { CustomField } from './definition.ts';
import { type CustomFieldOption, longestText } from './settings.ts';

/** An amount in the minor unit of its currency (ISO 4217). */
export interface Money {
  amount: number;
  currency: string;
}

/**
 * What a record holds in a field: text, a number, money, a day (ISO 8601), the id of an option or a person, the ids of
 * several options, or an address.
 */
export type CustomFieldValue = string | number | Money | string[];

/** Why a value is refused. The web app has words for each in every language; {@link problemWords} are the server's. */
export type ValueProblem = keyof typeof problemWords;

/** English words for each way in which a value can be wrong; they go on after the field's label. */
export const problemWords = {
  required: 'is required.',
  unknown: 'is no field of this record.',
  archived: 'is archived; it takes no new values.',
  not_text: 'must be text.',
  unreadable: 'has characters that cannot be kept.',
  too_long: 'is too long.',
  not_a_number: 'must be a number.',
  too_many_decimals: 'has too many decimals.',
  too_small: 'is less than allowed.',
  too_large: 'is more than allowed.',
  not_money: 'must be an amount in the currency of the field.',
  not_a_day: 'must be a day, such as 2026-05-31.',
  not_an_option: 'must be one of the options.',
  not_a_person: 'must be a person of your company.',
  not_a_link: 'must be a web address that begins with http:// or https://.',
} as const;

/** The definition's parts that decide about values. */
export type ValueRules = Pick<CustomField, 'type' | 'settings'>;

/**
 * The one rule for values of a field, for server and browser alike. The message of an issue is one of
 * {@link ValueProblem}. An archived option passes only where `stored` has it already.
 */
export function customFieldValue(definition: ValueRules, stored?: CustomFieldValue): z.ZodType<CustomFieldValue> {
  const field = definition as CustomField;
  switch (field.type) {
    case 'text':
      return textSchema(field.settings.maxLength ?? longestText);
    case 'number':
      return numberSchema(field.settings);
    case 'money':
      return moneySchema(field.settings);
    case 'date':
      return daySchema;
    case 'choice':
      return choiceSchema(choosable(field.settings.options, stored));
    case 'multi_choice':
      return choicesSchema(field.settings.options, choosable(field.settings.options, stored));
    case 'user':
      return personSchema;
    case 'link':
      return linkSchema;
  }
}

interface Limits {
  min: number | null;
  max: number | null;
}

/** PostgreSQL stores neither NUL nor half of a surrogate pair. */
function isStorable(text: string): boolean {
  return !text.includes('\0') && !/\p{Surrogate}/u.test(text);
}

function textSchema(maxLength: number) {
  return z
    .string(because('not_text'))
    .trim()
    .min(1, because('required'))
    .max(maxLength, because('too_long'))
    .refine(isStorable, because('unreadable'));
}

function numberSchema({ decimals, ...limits }: Limits & { decimals: number }) {
  return z
    .number(because('not_a_number'))
    .refine((value) => Number(value.toFixed(decimals)) === value, because('too_many_decimals'))
    .refine(...notBelow(limits))
    .refine(...notAbove(limits));
}

function moneySchema({ currency, ...limits }: Limits & { currency: string }) {
  const amount = z
    .int(because('not_money'))
    .refine(...notBelow(limits))
    .refine(...notAbove(limits));
  return z.strictObject({ amount, currency: z.literal(currency, because('not_money')) }, because('not_money'));
}

/** Without a limit of the field's own, what a double holds exactly and any column takes. */
const unlimited = 1_000_000_000_000;

function notBelow({ min }: Limits) {
  return [(value: number) => value >= (min ?? -unlimited), because('too_small')] as const;
}

function notAbove({ max }: Limits) {
  return [(value: number) => value <= (max ?? unlimited), because('too_large')] as const;
}

const daySchema = z.iso.date(because('not_a_day')).refine((day) => day >= '1000', because('not_a_day'));

const personSchema = z.string(because('not_a_person')).toLowerCase().pipe(idSchemaBecause('not_a_person'));

const linkSchema = z
  .string(because('not_a_link'))
  .trim()
  .max(longestText, because('too_long'))
  .refine(isStorable, because('unreadable'))
  .refine(isWebAddress, because('not_a_link'));

function idSchemaBecause(problem: ValueProblem) {
  return z.string().refine((id) => idSchema.safeParse(id).success, because(problem));
}

/** A link that a person can follow safely: no scripts, and no name before the host that only looks like one. */
export function isWebAddress(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, username, password } = new URL(text);
  return ['http:', 'https:'].includes(protocol) && username === '' && password === '';
}

function choosable(options: readonly CustomFieldOption[], stored: CustomFieldValue | undefined): Set<string> {
  const kept = new Set(Array.isArray(stored) ? stored : [stored]);
  return new Set(options.filter(({ id, archived }) => !archived || kept.has(id)).map(({ id }) => id));
}

function choiceSchema(allowed: ReadonlySet<string>) {
  return z.string(because('not_an_option')).refine((id) => allowed.has(id), because('not_an_option'));
}

/** In the order of the options, each once. */
function choicesSchema(options: readonly CustomFieldOption[], allowed: ReadonlySet<string>) {
  return z
    .array(choiceSchema(allowed), because('not_an_option'))
    .min(1, because('required'))
    .max(200, because('not_an_option'))
    .transform((chosen) => options.filter(({ id }) => chosen.includes(id)).map(({ id }) => id));
}

function because(error: ValueProblem) {
  return { error };
}
