import { z } from 'zod';
import { idSchema } from '../core/identifiers.ts';
import { customFieldChangesSchema } from './custom-fields/changes.ts';
import type { ShownCustomFields } from './custom-fields/shown.ts';
import type { MaskedNumbers, PrivateNumberKind } from './private-numbers.ts';

const day = z.iso.date();
const text = z.string().trim().max(120);

/** A time of day on the branch's clock, from 00:00 to 24:00. */
const timeOfDay = z.string().regex(/^(?:(?:[01]\d|2[0-3]):[0-5]\d|24:00)$/, 'A time of day looks like 08:30.');

const hoursSchema = z
  .object({ day: z.number().int().min(1).max(7), from: timeOfDay, to: timeOfDay })
  .refine(({ from, to }) => from < to, { message: 'The end must come after the beginning.' });

type Hours = z.infer<typeof hoursSchema>;

function overlap(one: Hours, other: Hours): boolean {
  return one.day === other.day && one.from < other.to && other.from < one.to;
}

/** Hours of the week (day 1 is Monday, 7 Sunday) in which a person can be planned, on the clock of their home branch. */
export const availabilitySchema = z
  .array(hoursSchema)
  .max(50)
  .refine((hours) => !hours.some((one, index) => hours.slice(index + 1).some((other) => overlap(one, other))), {
    message: 'Hours of one day must not overlap.',
  });

/** Weekly hours, as {@link availabilitySchema} takes them. */
export type Availability = z.infer<typeof availabilitySchema>;

/** A skill with its level: 1 (learning) to 5 (teaches others). */
export const skillSchema = z.object({ name: text.min(1), level: z.number().int().min(1).max(5) });

/** A certification and the days from and until which it counts. */
export const certificationSchema = z.object({
  id: idSchema.optional(),
  name: text.min(1),
  issuedOn: day.nullable().default(null),
  expiresOn: day.nullable().default(null),
});

/** How somebody's bonus is reckoned: nothing, so much a month, so much for each job done, or a share of revenue. */
export const bonusSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('none') }),
  /** In the currency's minor unit. */
  z.object({ kind: z.literal('monthly'), amount: z.number().int().min(0).max(100_000_000) }),
  z.object({ kind: z.literal('per_job'), amount: z.number().int().min(0).max(100_000_000) }),
  /** Basis points: 250 is 2.5 %. */
  z.object({
    kind: z.literal('revenue_share'),
    basisPoints: z.number().int().min(0).max(10_000),
    /** Of whose revenue: what they brought in themselves, their home location's, or the company's. */
    basis: z.enum(['own', 'location', 'company']).default('own'),
  }),
]);

/** Pay: the hourly rate in the currency's minor unit, and the bonus. Sealed at rest; needs `identity:pay:read`. */
export const paySchema = z.object({
  currency: z.string().regex(/^[A-Z]{3}$/),
  hourlyRate: z.number().int().min(0).max(100_000_000).nullable(),
  bonus: bonusSchema.default({ kind: 'none' }),
});

/** One of {@link paySchema}. */
export type Pay = z.output<typeof paySchema>;

/** A change of a profile: what is left out stays; lists replace what there was. Version 0 is a profile not yet written. */
export const profileChangeSchema = z.object({
  userId: idSchema,
  version: z.number().int().min(0),
  name: text.min(1).optional(),
  number: text.nullable().optional(),
  hireDate: day.nullable().optional(),
  title: text.nullable().optional(),
  department: text.nullable().optional(),
  homeLocationId: idSchema.nullable().optional(),
  otherLocationIds: z.array(idSchema).max(50).optional(),
  skills: z
    .array(skillSchema)
    .max(100)
    .refine((skills) => new Set(skills.map(({ name }) => name.toLowerCase())).size === skills.length, {
      message: 'Each skill stands once.',
    })
    .optional(),
  certifications: z.array(certificationSchema).max(100).optional(),
  availability: availabilitySchema.optional(),
  customFields: customFieldChangesSchema.optional(),
});

/** A change of pay. */
export const payChangeSchema = paySchema.extend({ userId: idSchema, version: z.number().int().min(0) });

/** How soon a certification must be renewed: over, within 60 days, or later. */
export type CertificationState = 'expired' | 'expiring' | 'valid';

/** Days before its end from which a certification warns. */
export const certificationWarningDays = 60;

/**
 * The state of a certification on a day.
 * @param expiresOn its last day, ISO 8601; null without end
 * @param today ISO 8601
 */
export function certificationState(expiresOn: string | null, today: string): CertificationState {
  if (expiresOn === null) return 'valid';
  if (expiresOn < today) return 'expired';
  const days = (Date.parse(expiresOn) - Date.parse(today)) / 86_400_000;
  return days <= certificationWarningDays ? 'expiring' : 'valid';
}

/** The parts of a profile that are sealed at rest. */
export type SealedPart = 'pay' | PrivateNumberKind;

/** A person as the company's employee. */
export interface EmployeeProfile {
  userId: string;
  name: string;
  email: string;
  color: string;
  status: 'active' | 'deactivated';
  /** Of the account: for its roles and its state. */
  userVersion: number;
  level: number;
  roleIds: string[];
  groupIds: string[];
  homeLocation: { id: string; name: string; timeZone: string } | null;
  otherLocationIds: string[];
  /** Of the profile; 0 when it was never written. */
  version: number;
  number: string | null;
  hireDate: string | null;
  title: string | null;
  department: string | null;
  skills: z.output<typeof skillSchema>[];
  certifications: {
    id: string;
    name: string;
    issuedOn: string | null;
    expiresOn: string | null;
    state: CertificationState;
  }[];
  availability: Availability;
  /** The hours in which they can be planned now, else the next ones: instants, ISO 8601 in UTC. Null without any. */
  nextHours: { from: string; to: string } | null;
  customFields: ShownCustomFields;
  /** Null when there is none; left out when the reader may not know. */
  pay?: Pay | null;
  /** Masked; left out when the reader may not know pay. */
  privateNumbers?: MaskedNumbers;
  /** What is there but could not be opened: its key is missing, or it was changed. Enter it anew. */
  unreadable?: SealedPart[];
}

/** Longest file that is read, in characters. */
export const longestImport = 900_000;

/** Employees as comma-separated values, first line the names of the columns. */
export const importSchema = z.object({
  csv: z.string().min(1).max(longestImport),
  /** True mails everybody who gets an account by it the way to choose a password. */
  welcome: z.boolean().default(false),
});

/** What a line of an import would do, or did. */
export interface ImportRow {
  /** As the file counts, the heading being line 1. */
  line: number;
  name: string;
  email: string;
  outcome: 'create' | 'update' | 'error';
  /** What is wrong with it, in words; the line is left out. */
  problems: string[];
}

/** An import, tried or done. */
export interface ImportResult {
  rows: ImportRow[];
  created: number;
  updated: number;
  failed: number;
  /** Columns of the file that mean nothing here. */
  unknownColumns: string[];
}
