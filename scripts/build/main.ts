/** `npm run build`: everything that is generated from sources, each only when its sources changed. */
import { reportAndExit } from '../report.ts';
import { buildMediaServer } from './media-server.ts';
import { generateClient } from './prisma-client.ts';
import { buildServer } from './server.ts';
import { buildWeb } from './web.ts';

async function main(): Promise<void> {
  const say = (name: string) => (built: boolean) => console.log(`${name}: ${built ? 'built' : 'unchanged'}`);
  await generateClient().then(say('Prisma client'));
  await buildServer().then(say('server'));
  await buildWeb().then(say('web app'));
  await buildMediaServer().then(say('media server'));
}

await main().catch(reportAndExit);
