import { Prisma } from '../core/database/index.ts';
import { registerCustomFields } from '../identity/index.ts';

const order = { expression: Prisma.sql`e.updated_at`, type: 'timestamptz', descending: true } as const;

/** Fields of boards. */
export const boardFields = registerCustomFields({ entity: 'board', table: 'board', order });
