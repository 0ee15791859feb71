/** `npm run bench:growth`: a board that is edited for a year, and what opening it costs at the end of each quarter. */
import { parseArgs } from 'node:util';
import * as Y from 'yjs';
import { weigh, Year } from '../sync/growth/Year.ts';

const { values } = parseArgs({ options: { edits: { type: 'string', default: '200000' } } });
const workingDays = 250;
const sessions = 40;
const editsOfASession = Math.max(1, Math.round(Number(values.edits) / workingDays / sessions));

const year = new Year(1);
const report = (when: string) => {
  const { bytes, clients, stateVectorBytes, cards, openMilliseconds } = weigh(Y.encodeStateAsUpdate(year.doc));
  const kib = (bytes / 1024).toFixed(0);
  console.log(
    `${when}: ${kib} KiB, ${cards} cards (deleted ones included), ${clients} client ids (state vector ${stateVectorBytes} B), opens in ${openMilliseconds.toFixed(1)} ms`,
  );
};

let sentBytes = 0;
for (let day = 1; day <= workingDays; day++) {
  year.pass(sessions, editsOfASession);
  year.purge();
  for (const update of year.takeUpdates()) sentBytes += update.length;
  if (day === 1 || day % 50 === 0) report(`day ${day}`);
}
console.log(`${workingDays * sessions * editsOfASession} edits, ${(sentBytes / 1024).toFixed(0)} KiB of updates`);
