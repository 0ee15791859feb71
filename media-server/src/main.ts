import { createServer } from 'node:http';
import { readConfiguration } from './configuration.ts';
import { answerHealth } from './health.ts';

const { port, host } = readConfiguration(process.env);
const server = createServer(answerHealth);
server.listen(port, host, () =>
  console.log(JSON.stringify({ level: 30, time: Date.now(), msg: 'listening', port, host })),
);

for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  process.on(signal, () => {
    server.close(() => process.exit(0));
    server.closeAllConnections();
  });
}
