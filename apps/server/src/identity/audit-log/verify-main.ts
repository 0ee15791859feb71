/** Behind `npm run audit:verify [-- tenant=head …]`: checks every company's audit log; heads noted earlier must still be in it. */
import { closeDatabase, openDatabase } from '../../core/database/index.ts';
import { type ChainReport, hasNotedHead, verifyChains } from './verify-chain.ts';

const problems = {
  link_missing: 'links in front of it were removed',
  link_changed: 'it does not follow from the one before',
  entry_missing: 'it was deleted',
  entry_changed: 'it was changed after it had been written',
  entry_not_linked: 'it was put in past the chain',
} as const;

function lineOf({ tenantId, tenantName, entries, head, checkpoint, broken }: ChainReport): string {
  const from = checkpoint > 0 ? ` since checkpoint ${checkpoint}` : '';
  if (!broken) return `✓ ${tenantName} (${tenantId}): ${entries} entries${from}, head ${head}`;
  const place = broken.sequence === null ? '' : ` (number ${broken.sequence})`;
  return `✗ ${tenantName} (${tenantId}): entry ${broken.entryId}${place} is the first broken one: ${problems[broken.problem]}.`;
}

/** Whether every chain is whole and every noted head is in its chain. */
async function verify(notedHeads: readonly string[]): Promise<boolean> {
  let whole = true;
  for await (const report of verifyChains()) {
    whole &&= report.broken === null;
    console.log(lineOf(report));
  }
  for (const noted of notedHeads) {
    const [tenantId = '', head = ''] = noted.split('=');
    const found = await hasNotedHead(tenantId, head);
    whole &&= found;
    console.log(found ? `✓ ${noted} is in the chain.` : `✗ ${noted} is not in the chain: it was written anew.`);
  }
  return whole;
}

const databaseUrl = process.env.DATABASE_URL;
if (databaseUrl) {
  openDatabase(databaseUrl);
  process.exitCode = (await verify(process.argv.slice(2))) ? 0 : 1;
  await closeDatabase();
} else {
  console.error('✗ DATABASE_URL is not set.\n  Set it to postgres://user:password@host/database');
  process.exitCode = 1;
}
