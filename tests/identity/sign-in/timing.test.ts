import { expect, it } from 'vitest';
import { serverOfFile } from '../../support/file-server.ts';
import { person } from '../../support/fixtures.ts';

const { database, server } = serverOfFile();

const samples = 200;

async function timeOf(path: string, input: object): Promise<number> {
  const started = performance.now();
  const response = await fetch(`${server.url}/trpc/${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: server.url },
    body: JSON.stringify(input),
  });
  await response.text();
  const taken = performance.now() - started;
  // Between attempts nobody has to wait: the throttle is another test's.
  await database.query('delete from sign_in_throttle');
  return taken;
}

const median = (times: number[]) => times.sort((one, other) => one - other)[Math.floor(times.length / 2)] ?? 0;

it.each([
  ['identity.signIn', (email: string) => ({ email, password: 'not the password' })],
  ['identity.passwordReset.request', (email: string) => ({ email })],
])(
  '%s takes as long for nobody as for somebody',
  async (path, inputFor) => {
    const times: Record<'known' | 'unknown', number[]> = { known: [], unknown: [] };
    // In turns, so that whatever else slows the machine down slows both.
    for (let sample = 0; sample < samples + 5; sample++) {
      const known = await timeOf(path, inputFor(person('sales').email));
      const unknown = await timeOf(path, inputFor(`nobody${sample}@north.test`));
      if (sample < 5) continue;
      times.known.push(known);
      times.unknown.push(unknown);
    }
    const [known, unknown] = [median(times.known), median(times.unknown)];
    const ratio = known / unknown;
    console.log(
      `${path}: known ${known.toFixed(2)} ms, unknown ${unknown.toFixed(2)} ms, ratio ${ratio.toFixed(3)} (medians of ${samples})`,
    );
    expect(ratio).toBeGreaterThan(0.8);
    expect(ratio).toBeLessThan(1.25);
  },
  300_000,
);
