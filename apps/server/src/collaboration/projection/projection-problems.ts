import type pg from 'pg';
import { withProjection } from '../../core/database/index.ts';
import { newId } from '../../core/identifiers.ts';
import { log } from '../../core/log.ts';
import { type DocumentReference, referenceById } from '../document-reference.ts';
import type { ChangedPart, UnreadablePart } from '../registry.ts';
import { storableJson, storableText } from '../storable-json.ts';

interface Finding {
  sequence: number;
  /** What this pass looked at. */
  changes: ReadonlySet<ChangedPart> | 'all';
  found: readonly UnreadablePart[];
}

/** Longest path and payload that are kept; the document itself keeps everything. */
const maxPath = 300;
const maxPayload = 20_000;

/**
 * Records what a pass could not read, and marks as resolved what it looked at and could read this time.
 * Answers with what was not known before.
 */
export async function keepProblems(
  client: pg.PoolClient,
  document: DocumentReference,
  { sequence, changes, found }: Finding,
): Promise<UnreadablePart[]> {
  const problems = found.map((part) => ({ ...part, path: storableText(part.path).slice(0, maxPath) }));
  await resolveOthers(client, document, changes, problems);
  if (problems.length === 0) return [];
  const rows = problems.map(({ path, reason, payload }) => ({ id: newId(), path, reason, payload: excerpt(payload) }));
  const { rows: fresh } = await client.query<{ path: string; reason: string }>(
    `insert into projection_problem as known (tenant_id, id, document_id, path, reason, payload, sequence)
     select distinct on (path, reason) $1::uuid, id, $2::uuid, path, reason, payload, $3::bigint
     from jsonb_to_recordset($4::jsonb) as found (id uuid, path text, reason text, payload jsonb)
     on conflict (tenant_id, document_id, path, reason)
       do update set resolved_at = null, sequence = excluded.sequence, payload = excluded.payload
       where known.resolved_at is not null
     returning path, reason`,
    [document.tenantId, document.documentId, sequence, storableJson(rows)],
  );
  return fresh;
}

async function resolveOthers(
  client: pg.PoolClient,
  document: DocumentReference,
  changes: Finding['changes'],
  problems: readonly UnreadablePart[],
): Promise<void> {
  await client.query(
    `update projection_problem set resolved_at = now()
     where tenant_id = $1 and document_id = $2 and resolved_at is null and not starts_with(path, 'update ')
       and ($3::text[] is null or exists (select from unnest($3::text[]) as part where path = part or starts_with(path, part || '.')))
       and not path = any($4::text[])`,
    [
      document.tenantId,
      document.documentId,
      changes === 'all' ? null : [...changes].map((part) => storableText(part).slice(0, maxPath)),
      problems.map((problem) => problem.path),
    ],
  );
}

/** Tells the operator of what was not known before. */
export function raiseAlerts(document: DocumentReference, problems: readonly UnreadablePart[]): void {
  for (const { path, reason } of problems) {
    log.error(
      { document: document.name, path, reason },
      'part of a document could not be projected; it is kept in projection_problem',
    );
  }
}

/**
 * Records that no pass gets through a document, and raises an alert. The first pass that looks at all of it, and gets through,
 * marks it as resolved.
 */
export async function noteUnprojectable(documentId: string, tookTooLong: boolean): Promise<void> {
  const document = await referenceById(documentId);
  if (!document) return;
  const reason = tookTooLong ? 'takes too long to read' : 'ends the thread that reads it';
  const fresh = await withProjection(document.tenantId, (client) =>
    keepProblems(client, document, { sequence: 0, changes: new Set(), found: [{ path: 'document', reason }] }),
  );
  raiseAlerts(document, fresh);
}

function excerpt(payload: unknown): unknown {
  const text = JSON.stringify(payload ?? null, asJson) ?? 'null';
  return text.length <= maxPayload ? JSON.parse(text) : { excerpt: text.slice(0, maxPayload) };
}

/** A live document may hold whole numbers that JSON has no form for. */
function asJson(_key: string, value: unknown): unknown {
  return typeof value === 'bigint' ? value.toString() : value;
}
