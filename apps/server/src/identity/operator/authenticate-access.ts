import { isKeptInImpersonation, operatorPermissions } from '@muster/contract/identity/operator';
import { heldPermissions } from '@muster/contract/identity/rights/covering';
import type { EffectiveRights } from '@muster/contract/identity/rights/effective-rights';
import type { SignedInUser } from '@muster/contract/identity/sign-in';
import type { OperatorBehind, SignedIn } from '../../core/actor.ts';
import { poolOf } from '../../core/database/index.ts';
import { colorOf } from '../colors.ts';
import { hashToken } from '../lucia-sessions.ts';
import { rightsOf } from '../rights/rights-of.ts';
import { accountOf } from '../sign-in/accounts.ts';
import { recordOpened } from './access-log.ts';
import { isLive, touchOperatorSession } from './operator-sessions.ts';
import { isWelcome } from './operators.ts';

/** Name of the cookie with which an operator works inside a company. */
export const accessCookie = 'muster_access';

/** What tells the token of a stay from that of a person's session. */
export const accessMark = 'oa_';

interface AccessRow {
  tenantId: string;
  tenantName: string;
  accessId: string;
  reason: string;
  endsAt: Date;
  operatorId: string;
  operatorName: string;
  operatorEmail: string;
  sessionId: string;
  impersonation: { id: string; userId: string; userName: string; reason: string; endsAt: string } | null;
}

const accessQuery = {
  name: 'operator_access_of_token',
  text: `with found as (
      select tenant_id, id as access_id, null::uuid as impersonation_id from operator_access where token_hash = $1
      union all
      select tenant_id, access_id, id from operator_impersonation
        where token_hash = $1 and ended_at is null and expires_at > now())
    select a.tenant_id as "tenantId", t.name as "tenantName", a.id as "accessId", a.reason, a.expires_at as "endsAt",
      o.id as "operatorId", o.name as "operatorName", o.email as "operatorEmail", s.id as "sessionId",
      case when i.id is not null then jsonb_build_object('id', i.id, 'userId', i.user_id, 'userName', i.user_name,
        'reason', i.reason, 'endsAt', i.expires_at) end as impersonation
    from found
    join operator_access a on a.tenant_id = found.tenant_id and a.id = found.access_id
    join tenant t on t.id = a.tenant_id
    join operator_session s on s.id = a.session_id
    join operator o on o.id = a.operator_id
    left join operator_impersonation i on i.tenant_id = found.tenant_id and i.id = found.impersonation_id
    where a.ended_at is null and a.expires_at > now() and ${isLive}`,
};

/** Who acts by the token of an operator's stay: the operator, who may look; or a person, in whose name they act. */
export async function authenticateAccess(
  token: string,
  requestId: string | null,
  isUse: boolean,
): Promise<SignedIn | null> {
  const { rows } = await poolOf('muster_operator').query<AccessRow>({ ...accessQuery, values: [hashToken(token)] });
  const [access] = rows;
  if (!access || !isWelcome(access.operatorEmail)) return null;
  if (isUse) await touchOperatorSession(access.sessionId);
  const user = await userOf(access);
  if (!user) return null;
  const { tenantId, tenantName, accessId, impersonation } = access;
  const rights = impersonation ? await rightsInName(tenantId, user.id) : rightsToLook(access);
  return {
    actor: {
      tenantId,
      userId: user.id,
      name: user.name,
      level: rights.level,
      permissions: new Set(heldPermissions(rights)),
      rights,
      sessionId: impersonation?.id ?? accessId,
      requestId,
      // An operator has not shown to be this person: nothing that asks for that is theirs to do.
      authenticatedAt: new Date(0),
      methods: ['operator'],
      operator: behind(access),
    },
    user,
    tenant: { id: tenantId, name: tenantName },
  };
}

async function userOf({ tenantId, impersonation, operatorId, ...row }: AccessRow): Promise<SignedInUser | null> {
  if (!impersonation) {
    return {
      id: operatorId,
      name: row.operatorName,
      email: row.operatorEmail,
      color: colorOf(operatorId),
      locale: 'en',
    };
  }
  const account = await accountOf(tenantId, impersonation.userId);
  if (!account) return null;
  const { id, name, email, color, locale } = account;
  return { id, name, email, color, locale };
}

function behind({ operatorId: id, operatorName: name, impersonation, ...row }: AccessRow): OperatorBehind {
  const { accessId, reason, endsAt, tenantId } = row;
  return {
    ...{ id, name, accessId, reason, endsAt },
    impersonation: impersonation && { ...impersonation, endsAt: new Date(impersonation.endsAt) },
    record: (opened) => recordOpened({ tenantId, accessId, impersonationId: impersonation?.id ?? null, ...opened }),
  };
}

/** To look at everything but what is sealed, for as long as the stay lasts; and at one's own, of which there is none. */
function rightsToLook({ tenantId, operatorId, endsAt }: AccessRow): EffectiveRights {
  const holding = { scope: 'tenant', conditions: [], expiresAt: endsAt.toISOString(), via: [] } as const;
  const own = { ...holding, scope: 'own' } as const;
  const holdings = Object.fromEntries([
    ...operatorPermissions.map((permission) => [permission, [holding]] as const),
    ['identity:session:manage', [own]] as const,
  ]);
  return { tenantId, userId: operatorId, level: 0, homeLocationId: null, locationIds: [], holdings };
}

async function rightsInName(tenantId: string, userId: string): Promise<EffectiveRights> {
  const rights = await rightsOf(tenantId, userId);
  const kept = Object.entries(rights.holdings).filter(([permission]) => isKeptInImpersonation(permission));
  return { ...rights, holdings: Object.fromEntries(kept) };
}
