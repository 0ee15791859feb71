import { z } from 'zod';
import { idSchema } from '../core/identifiers.ts';
import { type Right, rightSchema } from './rights/effective-rights.ts';

const name = z.string().trim().min(1).max(80);
const level = z.number().int().min(0).max(100);
const version = z.number().int().min(1);

const rights = z
  .array(rightSchema)
  .max(500)
  .refine((all) => new Set(all.map(({ permission }) => permission)).size === all.length, {
    message: 'A role holds each permission once.',
  });

/** A role to be made. With the id of one that was deleted it comes back. */
export const newRoleSchema = z.object({ id: idSchema.optional(), name, level, rights });

/** A change of a role: what is left out stays. `rights` replaces all of them. */
export const roleChangeSchema = z.object({
  id: idSchema,
  version,
  name: name.optional(),
  level: level.optional(),
  rights: rights.optional(),
});

/** Which version of a record a deletion is meant for. */
export const deletionSchema = z.object({ id: idSchema, version });

/** The roles that a person shall hold themselves, beside those of their groups. */
export const userRolesSchema = z.object({ userId: idSchema, roleIds: z.array(idSchema).max(20), version });

/** A role with how many hold it, as the matrix shows it. */
export interface RoleSummary {
  id: string;
  key: string;
  name: string;
  level: number;
  version: number;
  rights: Right[];
  /** People who were given the role themselves. */
  users: number;
  groups: number;
}
