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

/** A change of a branch: what is left out stays. */
export const locationChangeSchema = z.object({
  id: idSchema,
  version: z.number().int().min(1),
  name: text.min(1).max(120).optional(),
  timeZone: timeZone.optional(),
  address: text.nullable().optional(),
  ownership: z.enum(['corporate', 'franchise']).optional(),
  trucks: z.number().int().min(0).max(10_000).optional(),
  storage: z.enum(['pod', 'locker', 'none']).optional(),
  contactName: text.nullable().optional(),
  customerCare: z.boolean().optional(),
  customFields: customFieldChangesSchema.optional(),
});

/** One of {@link locationChangeSchema}. */
export type LocationChange = z.output<typeof locationChangeSchema>;
