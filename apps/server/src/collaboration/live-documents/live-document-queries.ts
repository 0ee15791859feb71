import { parseDocumentName } from '@muster/contract/collaboration/document-name';
import type {
  LiveDocument,
  LiveDocumentFigures,
  LiveDocumentPerson,
  liveDocumentListSchema,
} from '@muster/contract/collaboration/live-documents';
import type { Page } from '@muster/contract/core/pagination';
import type { z } from 'zod';
import type { UserActor } from '../../core/actor.ts';
import { readTenant } from '../../core/database/index.ts';
import { toPage } from '../../core/page.ts';
import { maxDocumentBytes } from '../document-limits.ts';
import { documentKinds } from '../registry.ts';
import { findRows, type LiveDocumentRow, type SumsRow, sumUp } from './live-document-rows.ts';
import { RecentAnswers } from './RecentAnswers.ts';
import { activity, running, saveTimes } from './serving.ts';

type ListInput = z.output<typeof liveDocumentListSchema>;
type Titles = ReadonlyMap<string, string>;

/** The company's live documents, with what is going on in each. */
export async function listLiveDocuments(actor: UserActor, { search, ...rest }: ListInput): Promise<Page<LiveDocument>> {
  const names = search ? [...(await titlesOf(actor, { search })).keys()] : null;
  const rows = await findRows(actor, { ...rest, names });
  const titles = await titlesOf(actor, { documentNames: rows.map(({ name }) => name) });
  const people = running()?.sync.people();
  return toPage(
    rows,
    rest.limit,
    ({ place, id }) => `${place}:${id}`,
    (row) => ({ ...toLiveDocument(row, titles), people: people?.get(row.id) ?? [] }),
  );
}

type TitlesWanted = { readonly search: string } | { readonly documentNames: readonly string[] };

/** Names of what documents belong to, by document name, as far as the actor may see them. */
async function titlesOf(actor: UserActor, wanted: TitlesWanted): Promise<Titles> {
  const found = new Map<string, string>();
  for (const kind of documentKinds()) {
    const filter = 'search' in wanted ? wanted : { entityIds: entitiesOf(kind.kind, wanted.documentNames) };
    for (const [entityId, title] of await kind.titles(actor, filter)) found.set(`${kind.kind}/${entityId}`, title);
  }
  return found;
}

function entitiesOf(kind: string, documentNames: readonly string[]): readonly string[] {
  return documentNames.flatMap((name) => {
    const parts = parseDocumentName(name);
    return parts?.kind === kind ? [parts.entityId] : [];
  });
}

function toLiveDocument(row: LiveDocumentRow, titles: Titles): Omit<LiveDocument, 'people'> {
  return {
    id: row.id,
    documentName: row.name,
    title: titles.get(row.name) ?? null,
    sizeBytes: Number(row.sizeBytes),
    limitBytes: maxDocumentBytes,
    openElsewhere: running()?.sync.isOpenElsewhere(row.id) ?? false,
    editedAt: row.editedAt.toISOString(),
    updatesSinceSnapshot: Number(row.sinceSnapshot),
    updatesBehind: Number(row.behind),
    problems: row.problems,
  };
}

const sumsOfCompanies = new RecentAnswers<SumsRow>();

/** The company's live documents in a few figures; sums over very many of them are some seconds old. */
export async function liveDocumentFigures(actor: UserActor): Promise<LiveDocumentFigures> {
  const { bytes, oldestBehind, ...sums } = await sumsOfCompanies.get(actor.tenantId, () => sumUp(actor));
  return {
    ...sums,
    ...(await figuresHere(actor)),
    bytes: Number(bytes),
    oldestBehind: oldestBehind ?? 0,
  };
}

type FiguresHere = Omit<LiveDocumentFigures, keyof SumsRow>;

/** What this server knows. */
async function figuresHere(actor: UserActor): Promise<FiguresHere> {
  const sync = running()?.sync;
  const everybody = sync?.people() ?? new Map<string, readonly LiveDocumentPerson[]>();
  const own = await ownOf(actor, [...everybody.keys(), ...activity.documentIds()]);
  const open = own.filter((id) => everybody.has(id));
  const connections = sync?.connectionCounts();
  return {
    open: open.length,
    people: new Set(open.flatMap((id) => everybody.get(id) ?? []).map((person) => person.id)).size,
    connections: open.reduce((sum, id) => sum + (connections?.get(id) ?? 0), 0),
    changesPerMinute: activity.changesPerMinute(own),
    refusals: activity.refusals(new Set(own)),
    oldestWait: sync?.stats().oldestWait ?? 0,
    otherServers: sync?.stats().otherNodes ?? 0,
    saveTimes: saveTimes.quantiles(),
  };
}

/** Those of the documents that are the company's. */
async function ownOf(actor: UserActor, documentIds: readonly string[]): Promise<readonly string[]> {
  const where = { tenantId: actor.tenantId, id: { in: [...new Set(documentIds)] } };
  const own = await readTenant(actor).document.findMany({ where, select: { id: true } });
  return own.map(({ id }) => id);
}
