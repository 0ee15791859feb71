import { z } from 'zod';

/**
 * The columns that an import reads. Only name and email must be there; skills look like `Forklift 3; First aid 2`,
 * certifications, with their last day or without end, like `Crane 2027-03-31; Heights`.
 */
export const importColumns = [
  'name',
  'email',
  'number',
  'hire_date',
  'title',
  'department',
  'location',
  'role',
  'skills',
  'certifications',
] as const;

/** One of {@link importColumns}. */
export type ImportColumn = (typeof importColumns)[number];

/** A line of the file by column; what the file does not have is missing. */
export type ImportRecord = Partial<Record<ImportColumn, string>>;

const text = z.string().trim().max(120);
const optional = text.transform((value) => value || undefined).optional();

const list = z.string().trim().max(2_000);

function partsOf(value: string): string[] {
  const parts = value.split(';').map((part) => part.trim());
  return parts.filter(Boolean);
}

const skills = list
  .transform((value, context) =>
    partsOf(value).map((part) => {
      const [, name = '', level = ''] = /^(.{1,120}?)\s+([1-5])$/.exec(part) ?? [];
      if (!name) context.addIssue(`“${part}” is no skill with a level: write for example Forklift 3.`);
      return { name, level: Number(level) };
    }),
  )
  .optional();

const certifications = list
  .transform((value, context) =>
    partsOf(value).map((part) => {
      const [, name = '', expiresOn = null] = /^(.{1,120}?)(?:\s+(\d{4}-\d\d-\d\d))?$/.exec(part) ?? [];
      const isDay = expiresOn === null || z.iso.date().safeParse(expiresOn).success;
      if (!name || !isDay) context.addIssue(`“${part}” is no certification: write for example Crane 2027-03-31.`);
      return { name, issuedOn: null, expiresOn };
    }),
  )
  .optional();

/** What a line must be. */
export const importRecordSchema = z.object({
  name: text.min(1, 'The name is missing.'),
  email: text.transform((value) => value.toLowerCase()).pipe(z.email('This is no e-mail address.')),
  number: optional,
  hire_date: z.union([z.literal('').transform(() => undefined), z.iso.date('Write the day as 2026-11-21.')]).optional(),
  title: optional,
  department: optional,
  location: optional,
  role: optional,
  skills,
  certifications,
});

/** A line that was understood. */
export type Employee = z.output<typeof importRecordSchema>;

/** The column that a heading names, however it is written: `Hire date`, `hire-date` and `HIRE_DATE` are one. */
export function columnNamed(heading: string): ImportColumn | undefined {
  const plain = heading
    .trim()
    .toLowerCase()
    .replaceAll(/[\s-]+/g, '_');
  return importColumns.find((column) => column === plain);
}
