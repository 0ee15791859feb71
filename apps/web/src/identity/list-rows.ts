import type { RouterOutputs } from '../core/trpc.ts';

/** A person as the list of people shows them. */
export type PersonRow = RouterOutputs['identity']['users']['list']['items'][number];

/** An entry of the audit log as the list and its sheet show it. */
export type AuditEntry = RouterOutputs['identity']['audit']['list']['items'][number];
