import { z } from 'zod';
import { idSchema } from '../../core/identifiers.ts';
import { type TypedSettings, typedSettingsSchema } from './settings.ts';

/** The kinds of record to which a company can add fields of its own. */
export const customFieldEntities = ['user', 'location', 'board'] as const;

/** One of {@link customFieldEntities}. */
export type CustomFieldEntity = (typeof customFieldEntities)[number];

/** Most fields that one kind of record has at a time; archived ones do not count. */
export const mostCustomFields = 100;

/** What a definition says whatever its type. */
interface CommonDefinition {
  id: string;
  entity: CustomFieldEntity;
  /** The name by which programs know it; it never changes. */
  key: string;
  label: string;
  help: string;
  required: boolean;
  indexed: boolean;
  /** False while the index is still being filled: the field filters slowly and does not sort yet. */
  indexReady: boolean;
  position: number;
  version: number;
  /** ISO 8601; null for a field in use. */
  archivedAt: string | null;
}

/** A field that a company added to one kind of its records. */
export type CustomField = CommonDefinition & TypedSettings;

const version = z.number().int().min(1);
const label = z.string().trim().min(1).max(60);
const help = z.string().trim().max(300);

const commonSchema = z.object({
  /** Chosen by the caller, so that a repeated call makes no second field. */
  id: idSchema,
  entity: z.enum(customFieldEntities),
  key: z
    .string()
    .regex(/^[a-z][a-z0-9_]{0,39}$/, 'A key has small letters, digits and underscores, and begins with a letter.'),
  label,
  help: help.default(''),
  required: z.boolean().default(false),
  indexed: z.boolean().default(false),
});

/** Input of `identity.customFields.create`. */
export const newCustomFieldSchema = commonSchema.and(typedSettingsSchema);

/** One of {@link newCustomFieldSchema}. */
export type NewCustomField = z.output<typeof newCustomFieldSchema>;

/**
 * Input of `identity.customFields.update`: what is left out stays; the key never changes. `rules` repeat the type, which
 * must be the one that the field has, as must a currency.
 */
export const customFieldChangeSchema = z.strictObject({
  id: idSchema,
  version,
  label: label.optional(),
  help: help.optional(),
  required: z.boolean().optional(),
  indexed: z.boolean().optional(),
  rules: typedSettingsSchema.optional(),
  /** How many records the caller knows to break the change; more than that refuse it. */
  acceptedBreaches: z.number().int().min(0).default(0),
});

/** One of {@link customFieldChangeSchema}. */
export type CustomFieldChange = z.output<typeof customFieldChangeSchema>;

/** What a change would do to the records that have values. */
export interface CustomFieldPreview {
  /** Records whose value, or lack of one, would no longer be accepted. Their values stay until somebody changes them. */
  breaches: number;
  /** Records for each option that would go, by its id; such an option is archived instead while records have it. */
  removedOptions: Record<string, number>;
}

/** Input of `identity.customFields.list`. */
export const customFieldListSchema = z.object({
  entity: z.enum(customFieldEntities),
  /** True adds the archived ones. */
  archived: z.boolean().default(false),
});

/** Input of `identity.customFields.archive` and `restore`. */
export const customFieldReferenceSchema = z.object({ id: idSchema, version });

/** Input of `identity.customFields.reorder`: the fields in the order in which forms show them from now on. */
export const customFieldOrderSchema = z.object({
  entity: z.enum(customFieldEntities),
  ids: z
    .array(idSchema)
    .min(1)
    .max(mostCustomFields)
    .refine((ids) => new Set(ids).size === ids.length, { message: 'Each field stands once.' }),
});

/** Lists whose columns people choose. */
export const columnListSchema = z.object({ list: z.enum(customFieldEntities) });

/** Input of `identity.customFields.chooseColumns`: ids of fields that the caller wants to see as columns of a list. */
export const columnChoiceSchema = columnListSchema.extend({ columns: z.array(idSchema).max(mostCustomFields) });
