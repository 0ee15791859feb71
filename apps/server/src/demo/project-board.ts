import type pg from 'pg';
import { boardDocument } from '../work/index.ts';
import type { BuiltBoard } from './board-plan.ts';
import { insertRows, workAs } from './bulk-insert.ts';
import type { Company } from './companies.ts';
import { isoInstant } from './instants.ts';

/**
 * Writes the rows that follow the board's document, by the very projection that follows it later, so that the server
 * finds nothing to do. Nobody is told: a demo begins with its history.
 */
export async function projectBoard(client: pg.PoolClient, company: Company, board: BuiltBoard): Promise<void> {
  const { id: entityId, documentId, history, plan } = board;
  await workAs(client, 'muster_projection');
  await boardDocument.project({
    client,
    tenantId: company.id,
    documents: [
      {
        ...{ entityId, doc: history.doc, changes: 'all' },
        isNews: () => false,
        actorOf: () => null,
        reading: (read) => read(),
        report: ({ path, reason }) => {
          throw new Error(`the board ${plan.name} cannot be projected: ${path} ${reason}`);
        },
      },
    ],
    publish: () => undefined,
  });
  const unclean_since = isoInstant(history.changedAt);
  const row = { tenant_id: company.id, document_id: documentId, projected_sequence: history.sequence, unclean_since };
  await insertRows(client, 'document_projection', [row]);
  // Lists sort by this; projection has set it to the present moment.
  await client.query('update board set updated_at = $3 where tenant_id = $1 and id = $2', [
    company.id,
    entityId,
    isoInstant(history.changedAt),
  ]);
}
