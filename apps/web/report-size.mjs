/**
 * What a browser downloads before a screen can be used: gzipped JavaScript by route, from the build's manifest.
 * Exits with 1 when a route is above its limit. Run after `vite build`.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

const dist = join(import.meta.dirname, 'dist');
const kilobyte = 1000;

/** Each route's first load: the app itself, the screens, and the texts of one language. */
const routes = [
  {
    name: 'sign-in',
    limit: 200 * kilobyte,
    sources: [
      'index.html',
      'src/identity/sign-in/SignInScreen.tsx',
      'src/identity/sign-in/SignInScene.tsx',
      ...['app', 'ui', 'identity'].map(catalogue),
    ],
  },
  {
    name: 'dashboard',
    limit: 350 * kilobyte,
    sources: [
      'index.html',
      'src/app/shell/Shell.tsx',
      'src/app/dashboard/DashboardScreen.tsx',
      ...['app', 'ui'].map(catalogue),
    ],
  },
  {
    name: 'board',
    limit: 350 * kilobyte,
    sources: [
      'index.html',
      'src/app/shell/Shell.tsx',
      'src/work/BoardScreen.tsx',
      ...['app', 'ui', 'work'].map(catalogue),
    ],
  },
];

/** French is the longer of the two languages. */
function catalogue(area) {
  return `src/${area}/catalogue/fr.ts`;
}

function readManifest() {
  try {
    return JSON.parse(readFileSync(join(dist, '.vite', 'manifest.json'), 'utf8'));
  } catch {
    console.error('There is no build to report on. Run `npm run build` first.');
    process.exit(1);
  }
}

/** The files that a source needs before it runs: its own and those it imports, not what it loads later. */
function filesOf(manifest, source, found = new Set()) {
  const chunk = manifest[source];
  if (!chunk) throw new Error(`${source} is not in the build: correct the list in report-size.mjs.`);
  if (found.has(chunk.file)) return found;
  found.add(chunk.file);
  for (const imported of chunk.imports ?? []) filesOf(manifest, imported, found);
  return found;
}

function gzippedSize(file) {
  return gzipSync(readFileSync(join(dist, file)), { level: 9 }).byteLength;
}

function measure(manifest, { name, limit, sources }) {
  const files = new Set(sources.flatMap((source) => [...filesOf(manifest, source)]));
  const scripts = [...files].filter((file) => file.endsWith('.js'));
  const size = scripts.reduce((total, file) => total + gzippedSize(file), 0);
  return {
    route: name,
    'JavaScript kB (gzip)': size / kilobyte,
    'limit kB': limit / kilobyte,
    files: scripts.length,
    fits: size <= limit,
  };
}

const manifest = readManifest();
const measured = routes.map((route) => measure(manifest, route));
console.table(measured);
process.exit(measured.every((route) => route.fits) ? 0 : 1);
