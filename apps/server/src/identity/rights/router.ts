import { idSchema } from '@muster/contract/core/identifiers';
import { pageInputSchema } from '@muster/contract/core/pagination';
import { importSchema, payChangeSchema, profileChangeSchema } from '@muster/contract/identity/employees';
import { newGrantSchema, rightsChangeSchema, whySchema } from '@muster/contract/identity/grants';
import {
  groupChangeSchema,
  groupMembersPageSchema,
  groupMembersSchema,
  newGroupSchema,
} from '@muster/contract/identity/groups';
import {
  privateNumbersChangeSchema,
  revealSchema,
  taxNumberSearchSchema,
} from '@muster/contract/identity/private-numbers';
import {
  deletionSchema,
  newRoleSchema,
  roleChangeSchema,
  userRolesSchema,
} from '@muster/contract/identity/role-inputs';
import { z } from 'zod';
import { freshlyPermitted, permitted, router } from '../../core/trpc.ts';
import { changeRights } from './change-rights.ts';
import { dueCertifications } from './employees/certifications-due.ts';
import { importEmployees, previewImport } from './employees/import-employees.ts';
import { changePrivateNumbers, findByTaxNumber, revealNumber } from './employees/private-number-commands.ts';
import { changePay, changeProfile } from './employees/profile-commands.ts';
import { getEmployee } from './employees/profile-queries.ts';
import { grant, revokeGrant } from './grant-commands.ts';
import { changeGroup, changeMembers, createGroup, deleteGroup } from './group-commands.ts';
import { previewChange } from './preview.ts';
import { listGrants, listGroupMembers, listGroups, listRoles } from './rights-queries.ts';
import { changeRole, createRole, deleteRole, setUserRoles } from './role-commands.ts';
import { whyCan } from './why.ts';

const userIdSchema = z.object({ userId: idSchema });

// Giving rights is what a thief of an open session would do first, to themselves: all of it asks for a fresh sign-in.
// Taking them away does not: whoever sees something go wrong must be quick.

/** Roles: what they hold, and who holds them. */
const roles = router({
  list: permitted('identity:role:read').query(({ ctx }) => listRoles(ctx.actor)),
  create: freshlyPermitted('identity:role:manage')
    .input(newRoleSchema)
    .mutation(({ ctx, input }) => changeRights(ctx.actor, createRole(ctx.actor, input))),
  update: freshlyPermitted('identity:role:manage')
    .input(roleChangeSchema)
    .mutation(({ ctx, input }) => changeRights(ctx.actor, changeRole(ctx.actor, input))),
  delete: permitted('identity:role:manage')
    .input(deletionSchema)
    .mutation(({ ctx, input }) => changeRights(ctx.actor, deleteRole(ctx.actor, input))),
  assign: freshlyPermitted('identity:grant:manage')
    .input(userRolesSchema)
    .mutation(({ ctx, input }) => changeRights(ctx.actor, setUserRoles(ctx.actor, input))),
});

/** Groups: trees whose roles their members inherit. */
const groups = router({
  list: permitted('identity:role:read').query(({ ctx }) => listGroups(ctx.actor)),
  members: permitted('identity:role:read')
    .input(groupMembersPageSchema)
    .query(({ ctx, input }) => listGroupMembers(ctx.actor, input)),
  create: freshlyPermitted('identity:group:manage')
    .input(newGroupSchema)
    .mutation(({ ctx, input }) => changeRights(ctx.actor, createGroup(ctx.actor, input))),
  update: freshlyPermitted('identity:group:manage')
    .input(groupChangeSchema)
    .mutation(({ ctx, input }) => changeRights(ctx.actor, changeGroup(ctx.actor, input))),
  setMembers: freshlyPermitted('identity:group:manage')
    .input(groupMembersSchema)
    .mutation(({ ctx, input }) => changeRights(ctx.actor, changeMembers(ctx.actor, input))),
  delete: permitted('identity:group:manage')
    .input(deletionSchema)
    .mutation(({ ctx, input }) => changeRights(ctx.actor, deleteGroup(ctx.actor, input))),
});

/** Single permissions given to single people. */
const grants = router({
  list: permitted('identity:role:read')
    .input(userIdSchema)
    .query(({ ctx, input }) => listGrants(ctx.actor, input.userId)),
  give: freshlyPermitted('identity:grant:manage')
    .input(newGrantSchema)
    .mutation(({ ctx, input }) => changeRights(ctx.actor, grant(ctx.actor, input))),
  revoke: permitted('identity:grant:manage')
    .input(z.object({ id: idSchema }))
    .mutation(({ ctx, input }) => changeRights(ctx.actor, revokeGrant(ctx.actor, input.id))),
});

/** Why somebody can do something, and what a change would do. */
const rights = router({
  why: permitted('identity:role:read')
    .input(whySchema)
    .query(({ ctx, input }) => whyCan(ctx.actor, input)),
  preview: permitted('identity:role:read')
    .input(rightsChangeSchema)
    .mutation(({ ctx, input }) => previewChange(ctx.actor, input)),
});

/** Profiles of employees. */
const employees = router({
  get: permitted('identity:employee:read')
    .input(userIdSchema)
    .query(({ ctx, input }) => getEmployee(ctx.actor, input.userId)),
  dueCertifications: permitted('identity:employee:manage')
    .input(pageInputSchema)
    .query(({ ctx, input }) => dueCertifications(ctx.actor, input)),
  update: permitted('identity:employee:manage')
    .input(profileChangeSchema)
    .mutation(({ ctx, input }) => changeProfile(ctx.actor, input)),
  setPay: permitted('identity:pay:manage')
    .input(payChangeSchema)
    .mutation(({ ctx, input }) => changePay(ctx.actor, input)),
  setPrivateNumbers: freshlyPermitted('identity:pay:manage')
    .input(privateNumbersChangeSchema)
    .mutation(({ ctx, input }) => changePrivateNumbers(ctx.actor, input)),
  // Mutations, both: they write to the audit log, and a tax number has no place in an address.
  reveal: freshlyPermitted('identity:pay:read')
    .input(revealSchema)
    .mutation(({ ctx, input }) => revealNumber(ctx.actor, input)),
  findByTaxNumber: freshlyPermitted('identity:pay:read')
    .input(taxNumberSearchSchema)
    .mutation(({ ctx, input }) => findByTaxNumber(ctx.actor, input)),
  previewImport: permitted('identity:employee:manage')
    .input(importSchema)
    .mutation(({ ctx, input }) => previewImport(ctx.actor, ctx.signedIn.tenant.name, input)),
  import: freshlyPermitted('identity:employee:manage')
    .input(importSchema)
    .mutation(({ ctx, input }) => importEmployees(ctx.actor, ctx.signedIn.tenant.name, input)),
});

/** What `identity` answers about rights and employees. */
export const rightsProcedures = { roles, groups, grants, rights, employees };
