/** `npm run db:generate`: writes the Prisma client for the server, when the schema has changed. */
import { generateClient } from '../build/prisma-client.ts';
import { reportAndExit } from '../report.ts';

await generateClient().catch(reportAndExit);
