/** `npm run check`: types, format, lint, unused code, import rules, docstrings. Prints what failed, then one line for each. */
import { spawn } from 'node:child_process';
import { generateClient } from '../build/prisma-client.ts';
import { reportAndExit } from '../report.ts';
import { inRepository, repositoryRoot } from '../repository.ts';

interface Check {
  name: string;
  /** A program that npm installed, or a script of ours. */
  program: string;
  args: string[];
}

interface Outcome {
  name: string;
  passed: boolean;
  seconds: number;
  output: string;
}

const script = (name: string, file: string): Check => ({ name, program: 'scripts/run.mjs', args: [file] });
const tool = (name: string, program: string, ...args: string[]): Check => ({ name, program, args });

const checks: Check[] = [
  tool('types', 'typescript/bin/tsc', '--project', 'tsconfig.json'),
  tool('types of the web app', 'typescript/bin/tsc', '--project', 'apps/web/tsconfig.json'),
  tool('format and lint', '@biomejs/biome/bin/biome', 'check', '--error-on-warnings', '.'),
  tool('lint with types', 'oxlint/bin/oxlint', '--type-aware', '--deny-warnings'),
  tool('unused code', 'knip/bin/knip.js', '--no-progress', '--treat-config-hints-as-errors'),
  script('import rules', 'scripts/check/imports.ts'),
  script('docstrings', 'scripts/check/docstrings.ts'),
  script('lock file', 'scripts/check/lock-file.ts'),
];

function run({ name, program, args }: Check): Promise<Outcome> {
  const started = performance.now();
  const file = program.startsWith('scripts/') ? inRepository(program) : inRepository('node_modules', program);
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [file, ...args], {
      cwd: repositoryRoot,
      env: { ...process.env, NO_COLOR: '1' },
    });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (chunk: Buffer) => {
        output += chunk.toString();
      });
    }
    child.once('close', (code) => {
      resolve({ name, passed: code === 0, seconds: (performance.now() - started) / 1000, output: output.trim() });
    });
  });
}

/** Two at a time: most checks use more than one core themselves. */
async function runAll(): Promise<Outcome[]> {
  const waiting = [...checks];
  const outcomes: Outcome[] = [];
  const worker = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) outcomes.push(await run(next));
  };
  await Promise.all([worker(), worker()]);
  return outcomes;
}

async function main(): Promise<void> {
  const started = performance.now();
  await generateClient();
  const outcomes = await runAll();
  const failed = outcomes.filter(({ passed }) => !passed);
  for (const { name, output } of failed) console.log(`\n──── ${name} ────\n${output}`);
  console.log('');
  for (const { name, passed, seconds } of outcomes) {
    console.log(`${passed ? '✓' : '✗'} ${name.padEnd(24)} ${seconds.toFixed(1).padStart(5)} s`);
  }
  const total = ((performance.now() - started) / 1000).toFixed(1);
  console.log(
    failed.length === 0 ? `\nAll checks passed in ${total} s` : `\n${failed.length} checks failed (${total} s)`,
  );
  process.exitCode = failed.length === 0 ? 0 : 1;
}

await main().catch(reportAndExit);
