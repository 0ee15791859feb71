import { z } from 'zod';

/** An identifier of any record: a UUID (version 7 when Muster makes it, so that ids sort by creation). */
export const idSchema = z.uuid();
