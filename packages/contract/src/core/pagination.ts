import { z } from 'zod';

/** What every list takes: an opaque cursor from the page before, and a page size of 1 to 200 rows (50 unless told). */
export const pageInputSchema = z.object({
  cursor: z.string().max(200).optional(),
  limit: z.number().int().min(1).max(200).default(50),
});

/** Input of a paginated list. */
export type PageInput = z.infer<typeof pageInputSchema>;

/** One page of a list; `nextCursor` is null on the last one. */
export interface Page<Item> {
  items: Item[];
  nextCursor: string | null;
}
