import { z } from 'zod';
import { idSchema } from '../core/identifiers.ts';
import { pageInputSchema } from '../core/pagination.ts';

/** By what the list of live documents can be sorted: last edit, size, how far its rows are behind, or problems; most first. */
export const liveDocumentSorts = ['edited', 'size', 'lag', 'problems'] as const;

/** One of {@link liveDocumentSorts}. */
export type LiveDocumentSort = (typeof liveDocumentSorts)[number];

/** Input of `collaboration.liveDocuments.list`; the cursor is what the list sorts by and an id. */
export const liveDocumentListSchema = pageInputSchema.extend({
  cursor: z
    .string()
    .regex(/^\d{1,20}(\.\d{1,6})?:[0-9a-f-]{36}$/)
    .optional(),
  /** Part of the name of what the document belongs to. */
  search: z.string().trim().min(1).max(200).optional(),
  sort: z.enum(liveDocumentSorts).default('edited'),
});

/** Names one live document by its id. */
export const liveDocumentSchema = z.object({ id: idSchema });

/** Input of `collaboration.liveDocuments.saveVersion`. */
export const liveDocumentVersionSchema = liveDocumentSchema.extend({ name: z.string().trim().min(1).max(200) });

/** Somebody who has a document open. */
export interface LiveDocumentPerson {
  id: string;
  name: string;
  color: string;
}

/** A live document as its operator sees it. */
export interface LiveDocument {
  id: string;
  /** `<kind>/<entity id>`. */
  documentName: string;
  /** Name of what it belongs to; null where the person who asks may not see that. */
  title: string | null;
  sizeBytes: number;
  /** Size at which further changes are refused. */
  limitBytes: number;
  /** Who has it open on the server that answers. */
  people: readonly LiveDocumentPerson[];
  /** Whether somebody has it open on another server. */
  openElsewhere: boolean;
  /** ISO 8601 in UTC. */
  editedAt: string;
  updatesSinceSnapshot: number;
  /** Updates that the rows, which lists and reports read, do not follow yet. */
  updatesBehind: number;
  /** Parts that could not be read, and are kept as they are. */
  problems: number;
}

/** The live documents of a company in a few figures. */
export interface LiveDocumentFigures {
  documents: number;
  bytes: number;
  /** Documents that somebody has open, and how many people they are, on the server that answers. */
  open: number;
  people: number;
  /** Their connections to these, on the server that answers. */
  connections: number;
  /** Changes that the server that answers stored within the last minute. */
  changesPerMinute: number;
  /** Changes that it refused within the last hour, by reason as in a refusal of the protocol; the most frequent first. */
  refusals: readonly { code: string; count: number }[];
  /** Milliseconds for which the oldest change on that server, of whatever company, has waited to be stored; 0 when none waits. */
  oldestWait: number;
  /** Other servers that this one hears; what they have open and save is told by them. */
  otherServers: number;
  /** Milliseconds until "saved", for half of this server's last thousand changes and for 99 of 100; null before any. */
  saveTimes: { median: number; slowest: number } | null;
  /** Documents whose rows are behind, and for how many milliseconds the oldest edit that they lack is stored; 0 when none is. */
  behind: number;
  oldestBehind: number;
  /** Bytes of the largest snapshot; null while there is none. */
  largestSnapshot: number | null;
  problems: number;
}
