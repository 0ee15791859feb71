import type { Permission } from '@muster/contract/identity/permissions';
import type { Me } from '@muster/contract/identity/sign-in';
import { useSuspenseQuery } from '@tanstack/react-query';
import { trpc } from './trpc.ts';

/** Who is signed in. Every route below the shell has loaded it, so it never waits there. */
export function useMe(): Me {
  return useSuspenseQuery(trpc.identity.me.queryOptions()).data;
}

/** Whether the signed-in person may do something; the server decides again when it is done. */
export function useMay(permission: Permission): boolean {
  return useMe().abilities.permissions.includes(permission);
}
