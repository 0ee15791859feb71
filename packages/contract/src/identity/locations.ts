import { z } from 'zod';
import { idSchema } from '../core/identifiers.ts';
import { customFieldChangesSchema } from './custom-fields/changes.ts';

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

const timeZone = z
  .string()
  .min(1)
  .max(64)
  .refine(isTimeZone, { message: 'This is no time zone, such as America/Toronto.' });
const text = z.string().trim().max(300);
const version = z.number().int().min(1);
const name = text.min(1).max(120);
const ownership = z.enum(['corporate', 'franchise']);
const trucks = z.number().int().min(0).max(10_000);
const storage = z.enum(['pod', 'locker', 'none']);

/** A new branch. */
export const newLocationSchema = z.object({
  /** Chosen by the caller, so that a repeated call makes no second branch. */
  id: idSchema.optional(),
  name,
  timeZone,
  address: text.nullable().default(null),
  ownership: ownership.default('corporate'),
  trucks: trucks.default(0),
  storage: storage.default('none'),
  contactName: text.nullable().default(null),
  customerCare: z.boolean().default(false),
  customFields: customFieldChangesSchema.optional(),
});

/** One of {@link newLocationSchema}. */
export type NewLocation = z.output<typeof newLocationSchema>;

/** A change of a branch: what is left out stays. */
export const locationChangeSchema = z.object({
  id: idSchema,
  version,
  name: name.optional(),
  timeZone: timeZone.optional(),
  address: text.nullable().optional(),
  ownership: ownership.optional(),
  trucks: trucks.optional(),
  storage: storage.optional(),
  contactName: text.nullable().optional(),
  customerCare: z.boolean().optional(),
  customFields: customFieldChangesSchema.optional(),
});

/** Closes a branch, or opens it again as it was. */
export const locationDeletionSchema = z.object({ id: idSchema, version, deleted: z.boolean() });

/** One of {@link locationChangeSchema}. */
export type LocationChange = z.output<typeof locationChangeSchema>;
