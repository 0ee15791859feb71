import type { RouterOutputs } from '../core/trpc.ts';

/** A live document as the list shows it. */
export type LiveDocumentItem = RouterOutputs['collaboration']['liveDocuments']['list']['items'][number];

/** Milliseconds between two looks at what goes on. */
export const lookInterval = 5_000;
