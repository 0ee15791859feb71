import type { ActingOperator } from '@muster/contract/identity/acting-operator';
import type { OperatorBehind } from '../../core/actor.ts';

/** What every screen says of the operator behind it; null where there is none. */
export function actingOperator(operator: OperatorBehind | undefined): ActingOperator | null {
  if (!operator) return null;
  const { id, name, accessId, reason, endsAt, impersonation } = operator;
  return {
    ...{ id, name, accessId, reason, endsAt: endsAt.toISOString() },
    impersonation: impersonation && {
      userName: impersonation.userName,
      reason: impersonation.reason,
      endsAt: impersonation.endsAt.toISOString(),
    },
  };
}
