import type { Permission } from '@muster/contract/identity/permissions';
import { allows } from '@muster/contract/identity/rights/decide';
import type { Subject } from '@muster/contract/identity/rights/effective-rights';
import type { Me } from '@muster/contract/identity/sign-in';
import { useSuspenseQuery } from '@tanstack/react-query';
import { trpc } from './trpc.ts';

/** Who is signed in. Every route below the shell has loaded it, so it never waits there. */
export function useMe(): Me {
  return useSuspenseQuery(trpc.identity.me.queryOptions()).data;
}

/**
 * Whether the signed-in person may do something: with this record, or without one for some records at least. It is the
 * server's own rule; the server decides again when it is done.
 */
export function useMay(permission: Permission, subject?: Subject): boolean {
  return allows(useMe().abilities.rights, permission, subject);
}
