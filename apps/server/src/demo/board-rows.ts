import { boardDocumentName } from '@muster/contract/work/boards';
import { auditRow, type Change } from './audit-rows.ts';
import type { BoardHistory, NamedState } from './BoardHistory.ts';
import type { BuiltBoard } from './board-plan.ts';
import { byteaOf, type Row } from './bulk-insert.ts';
import type { Company } from './companies.ts';
import type { Tables } from './company-rows.ts';
import { hour, isoInstant, minute } from './instants.ts';

/** The board, who may see it, its document's head and named versions, and what the audit log says of it. */
export function boardTables(company: Company, board: BuiltBoard): Tables {
  return [
    ['document', [documentRow(company, board)]],
    ['board', [boardRow(company, board)]],
    ['board_member', memberRows(company, board)],
    ['document_version', versionRows(company, board)],
    ['audit_entry', auditRows(company, board)],
  ];
}

/** The document's log: what the sync server would have stored. */
export function logTables({ id: tenant_id }: Company, { documentId: document_id, history }: BuiltBoard): Tables {
  const { snapshot, updates } = history;
  const updateRows = updates.map(({ sequence, bytes, actorId, committedAt }) => ({
    ...{ tenant_id, document_id, sequence, bytes: byteaOf(bytes), actor_id: actorId, committed_at: committedAt },
  }));
  const snapshotRows = snapshot
    ? [{ tenant_id, document_id, sequence: snapshot.sequence, bytes: byteaOf(snapshot.bytes) }]
    : [];
  return [
    ['document_update', updateRows],
    ['document_snapshot', snapshotRows],
  ];
}

function documentRow({ id }: Company, { id: boardId, documentId, history, plan }: BuiltBoard): Row {
  return {
    ...{ tenant_id: id, id: documentId, name: boardDocumentName(boardId), kind: 'board' },
    ...{ last_sequence: history.sequence, size_bytes: sizeOf(history) },
    ...{ created_at: isoInstant(madeAt(plan)), updated_at: isoInstant(history.changedAt) },
  };
}

function sizeOf({ snapshot, updates }: BoardHistory): number {
  return updates.reduce((sum, update) => sum + update.bytes.length, snapshot?.bytes.length ?? 0);
}

/** A board is made an hour before its people begin to write on it. */
function madeAt({ from }: BuiltBoard['plan']): number {
  return from - hour;
}

function boardRow({ id: tenantId }: Company, { id, documentId, plan }: BuiltBoard): Row {
  const { name, kind, tenantAccess, owner } = plan;
  return {
    ...{
      tenant_id: tenantId,
      id,
      name,
      kind,
      tenant_access: tenantAccess,
      owner_id: owner.id,
      location_id: plan.locationId,
      document_id: documentId,
    },
    ...{ version: tenantAccess === 'none' ? 1 : 2, created_at: isoInstant(madeAt(plan)) },
    ...{ created_by_id: owner.id, updated_by_id: owner.id },
  };
}

function memberRows({ id: tenant_id }: Company, { id: board_id, plan }: BuiltBoard): Row[] {
  const owner = { person: plan.owner, access: 'owner' };
  return [owner, ...plan.members].map(({ person, access }) => ({ tenant_id, board_id, user_id: person.id, access }));
}

function versionRows(company: Company, { documentId, history, plan }: BuiltBoard): Row[] {
  return history.versions.map((version) => ({
    ...{ tenant_id: company.id, id: versionId(company, plan, version), document_id: documentId, name: version.name },
    ...{ automatic: version.automatic, sequence: version.sequence, bytes: byteaOf(version.bytes) },
    ...{ created_at: isoInstant(version.at), created_by_id: version.by.id, created_by_name: version.by.name },
  }));
}

/** As the commands would have recorded it: made unshared, then shared, then people invited one by one. */
function auditRows(company: Company, board: BuiltBoard): Row[] {
  const { id, plan } = board;
  const { name, kind, tenantAccess, owner, members } = plan;
  const at = madeAt(plan);
  const base = { actor: owner, entity: 'work.board', entityId: id };
  const created = {
    ...base,
    at,
    action: 'work.board.created',
    version: 1,
    after: { name, kind, tenantAccess: 'none' },
  };
  const shared = {
    ...base,
    at: at + minute,
    action: 'work.board.shared',
    version: 2,
    before: { tenantAccess: 'none' },
    after: { tenantAccess },
  };
  const invited = members.map(({ person, access }, index) => ({
    ...{ ...base, at: at + (2 + index) * minute, action: 'work.board.member_changed' },
    ...{ before: { userId: person.id, access: null }, after: { userId: person.id, access } },
  }));
  return [
    created,
    ...(tenantAccess === 'none' ? [] : [shared]),
    ...invited,
    ...namings(company, board),
    ...restores(company, board),
  ].map((change) => auditRow(company, change));
}

function namings(company: Company, { id, history, plan }: BuiltBoard): Change[] {
  return history.versions.map((version) => ({
    ...{ at: version.at, actor: version.by, action: 'collaboration.version.created' },
    ...{ entity: 'collaboration.version', entityId: versionId(company, plan, version) },
    after: {
      document: boardDocumentName(id),
      name: version.name,
      automatic: version.automatic,
      sequence: version.sequence,
    },
  }));
}

function restores(company: Company, { id, history, plan }: BuiltBoard): Change[] {
  return history.restores.map(({ at, by, version, previous, sequence }) => ({
    ...{ at, actor: by, action: 'collaboration.version.restored' },
    ...{ entity: 'collaboration.version', entityId: versionId(company, plan, version) },
    after: {
      document: boardDocumentName(id),
      name: version.name,
      sequence,
      previousVersionId: versionId(company, plan, previous),
    },
  }));
}

function versionId({ random }: Company, plan: BuiltBoard['plan'], { sequence, at }: NamedState): string {
  return random.stream(`version/${plan.name}/${sequence}`).id(at);
}
