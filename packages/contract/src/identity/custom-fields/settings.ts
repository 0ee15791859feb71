import { z } from 'zod';
import { idSchema } from '../../core/identifiers.ts';

/** Every type that a field can have. It is chosen once and never changes. */
export const customFieldTypes = ['text', 'number', 'money', 'date', 'choice', 'multi_choice', 'user', 'link'] as const;

/** One of {@link customFieldTypes}. */
export type CustomFieldType = (typeof customFieldTypes)[number];

/** The names of the colours that an option can have; the web app knows each in its light and dark theme. */
export const optionColors = ['grey', 'red', 'orange', 'amber', 'green', 'teal', 'blue', 'violet', 'pink'] as const;

/** One thing to choose. Its id stays when it is renamed; archived, it is kept where it was chosen and offered no more. */
export const customFieldOptionSchema = z.object({
  id: idSchema,
  label: z.string().trim().min(1).max(60),
  color: z.enum(optionColors).default('grey'),
  archived: z.boolean().default(false),
});

/** One of {@link customFieldOptionSchema}. */
export type CustomFieldOption = z.output<typeof customFieldOptionSchema>;

/** Longest text that a field holds, in characters. */
export const longestText = 2000;

/** Numbers beyond this are nobody's measure and lose their decimals. */
const largest = 1_000_000_000_000;

const limit = z.number().min(-largest).max(largest).nullable().default(null);
const minorUnits = z.number().int().min(-largest).max(largest).nullable().default(null);

function isOrdered({ min, max }: { min: number | null; max: number | null }): boolean {
  return min === null || max === null || min <= max;
}

const ordered = { message: 'The least must not be more than the most.' };

const optionsSchema = z.strictObject({
  options: z
    .array(customFieldOptionSchema)
    .min(1)
    .max(200)
    .refine((options) => new Set(options.map(({ id }) => id)).size === options.length, {
      message: 'Each option stands once.',
    })
    .refine((options) => new Set(options.map(({ label }) => label.toLowerCase())).size === options.length, {
      message: 'Two options have the same name.',
    }),
});

/** What belongs to each type: limits, the currency (ISO 4217; amounts are in its minor unit), options. */
const settingsSchemas = {
  text: z.strictObject({ maxLength: z.number().int().min(1).max(longestText).nullable().default(null) }),
  number: z
    .strictObject({ decimals: z.number().int().min(0).max(6).default(0), min: limit, max: limit })
    .refine(isOrdered, ordered),
  money: z
    .strictObject({ currency: z.string().regex(/^[A-Z]{3}$/), min: minorUnits, max: minorUnits })
    .refine(isOrdered, ordered),
  date: z.strictObject({}),
  choice: optionsSchema,
  multi_choice: optionsSchema,
  user: z.strictObject({}),
  link: z.strictObject({}),
} as const;

function typed<Type extends CustomFieldType>(type: Type) {
  return z.object({ type: z.literal(type), settings: settingsSchemas[type] });
}

/** A type together with what belongs to it. */
export const typedSettingsSchema = z.discriminatedUnion('type', [
  typed('text'),
  typed('number'),
  typed('money'),
  typed('date'),
  typed('choice'),
  typed('multi_choice'),
  typed('user'),
  typed('link'),
]);

/** One of {@link typedSettingsSchema}. */
export type TypedSettings = z.output<typeof typedSettingsSchema>;
