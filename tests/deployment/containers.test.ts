import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { composeBalanced, haproxyConfig } from '../../scripts/cluster/haproxy-config.ts';
import { inRepository } from '../../scripts/repository.ts';

interface Service {
  image?: string;
  build?: { target: string };
  command?: string[];
  environment?: Record<string, string | null>;
  healthcheck?: { test: string[] };
  depends_on?: Record<string, { condition: string }>;
  volumes?: string[];
  networks?: string[];
  privileged?: boolean;
  restart?: string;
  deploy?: { replicas: number };
}

interface Compose {
  services: Record<string, Service>;
  volumes: Record<string, unknown>;
  networks: Record<string, unknown>;
}

interface Stage {
  from: string;
  lines: string[];
}

const read = (path: string) => readFileSync(inRepository(path), 'utf8');
const compose: Compose = parse(read('docker-compose.yml'), { merge: true });
const services = Object.entries(compose.services);
const stages = readStages();
const readme = read('README.md');

/** Build stages of the Dockerfile by name, continued lines joined. */
function readStages(): Map<string, Stage> {
  const found = new Map<string, Stage>();
  let current: Stage | undefined;
  for (const line of read('Dockerfile').replaceAll('\\\n', ' ').split('\n')) {
    const [, from, name] = /^FROM (\S+) AS (\S+)$/.exec(line) ?? [];
    if (from && name) {
      current = { from, lines: [] };
      found.set(name, current);
    } else current?.lines.push(line.replaceAll(/\s+/g, ' ').trim());
  }
  return found;
}

function instruction(stage: string, name: string): string | undefined {
  return stages
    .get(stage)
    ?.lines.find((line) => line.startsWith(`${name} `))
    ?.slice(name.length + 1);
}

/** Names in the first column of the README's tables. */
const documented = new Set(
  [...readme.matchAll(/^\| (`.+?`) \|/gm)].flatMap(([, cell = '']) =>
    [...cell.matchAll(/`([A-Z_]+)`/g)].map(([, name = '']) => name),
  ),
);

/** Names that the server reads. */
const readByServer = [...read('apps/server/src/core/environment.ts').matchAll(/^ {2}([A-Z][A-Z_]+):/gm)].map(
  ([, name = '']) => name,
);

describe('environment', () => {
  test('the README explains every variable that the server reads, and no other', () => {
    expect(readByServer.length).toBeGreaterThan(5);
    const launcherOnly = [
      'MALLOC_TRIM_THRESHOLD_',
      'CHROMIUM_PATH',
      'MEDIA_PORT',
      'MEDIA_HOST',
      'POSTGRES_PASSWORD',
      'OBJECT_STORE_PASSWORD',
      'TURN_SECRET',
    ];
    expect([...documented].filter((name) => !launcherOnly.includes(name)).sort()).toEqual([...readByServer].sort());
  });

  test('compose sets only variables that the server reads', () => {
    const names = Object.keys(compose.services.server?.environment ?? {});
    expect(names.filter((name) => !readByServer.includes(name))).toEqual([]);
  });

  test('compose or the image sets what the server reads, or leaves it to .env; only the demo is not for production', () => {
    const set = stages.get('server')?.lines.filter((line) => line.startsWith('ENV ')) ?? [];
    const inImage = set.flatMap((line) => [...line.matchAll(/([A-Z_]+)=/g)].map(([, name = '']) => name));
    const names = [...Object.keys(compose.services.server?.environment ?? {}), ...inImage];
    expect(readByServer.filter((name) => !names.includes(name))).toEqual(['MUSTER_DEMO']);
  });

  test('what compose takes from .env stands in the README', () => {
    const taken = [...read('docker-compose.yml').matchAll(/\$\{([A-Z_]+)/g)].map(([, name = '']) => name);
    expect(taken.filter((name) => !documented.has(name))).toEqual([]);
  });

  test('the image sets only variables that the README explains', () => {
    const set = [...stages.values()].flatMap(({ lines }) => lines.filter((line) => line.startsWith('ENV ')));
    const names = set.flatMap((line) => [...line.matchAll(/([A-Z_]+)=/g)].map(([, name = '']) => name));
    expect(names.filter((name) => name !== 'NODE_ENV' && !documented.has(name))).toEqual([]);
  });
});

describe('compose', () => {
  test('holds the services of the design', () => {
    const expected = [
      'postgres',
      'migrate',
      'server',
      'balancer',
      'media-server',
      'valkey',
      'coturn',
      'object-store',
      'mail',
    ];
    expect(services.map(([name]) => name).sort()).toEqual(expected.sort());
  });

  test.each(services)('%s comes from a fixed version or is built here', (_, { image, build }) => {
    const origin = build ? `target ${stages.has(build.target)}` : image;
    expect(origin).toMatch(/^(target true|[a-z/]+:.*\d.*)$/);
    expect(origin).not.toContain('latest');
  });

  test.each(services.filter(([name]) => name !== 'migrate'))('%s has a health check and restarts', (_, service) => {
    expect(service.healthcheck?.test.length).toBeGreaterThan(1);
    expect(service.restart).toBe('unless-stopped');
    expect(service.privileged).toBeUndefined();
  });

  test.each(services)('%s names only services, volumes and networks that exist', (_, service) => {
    for (const name of Object.keys(service.depends_on ?? {})) expect(compose.services).toHaveProperty(name);
    for (const name of service.networks ?? []) expect(compose.networks).toHaveProperty(name);
    for (const volume of service.volumes ?? []) expect(compose.volumes).toHaveProperty(volume.split(':')[0] ?? '');
  });

  test('the balancer is configured as that of npm run cluster, for all servers', () => {
    expect(read('deployment/haproxy.cfg')).toBe(haproxyConfig(composeBalanced));
    expect(composeBalanced.servers.join()).toContain(`node ${compose.services.server?.deploy?.replicas} server:3000`);
  });

  test('the database takes the connections of all servers, and of one that takes the place of another', () => {
    const pools = [...read('apps/server/src/core/database/pools.ts').matchAll(/^ {2}muster_\w+: (\d+),$/gm)];
    expect(pools.length).toBeGreaterThan(5);
    // The thread of upkeep has pools of its own, of the same sizes.
    const ofOne = 2 * pools.reduce((sum, [, size]) => sum + Number(size), 0);
    const most = Number(/max_connections=(\d+)/.exec(compose.services.postgres?.command?.join() ?? '')?.[1]);
    expect(most).toBeGreaterThan((1 + (compose.services.server?.deploy?.replicas ?? 0)) * ofOne);
  });

  test('no server starts on a database that is not migrated', () => {
    expect(compose.services.server?.depends_on?.migrate?.condition).toBe('service_completed_successfully');
  });
});

describe.each(['server', 'media-server'])('the image of %s', (name) => {
  test('starts like compose does', () => {
    expect(JSON.parse(instruction(name, 'CMD') ?? '')).toEqual(compose.services[name]?.command);
  });

  test('starts what npm start starts', () => {
    const program = compose.services[name]?.command?.at(-1) ?? '';
    const launcher = read('scripts/start/server-process.ts') + read('scripts/build/media-server.ts');
    expect(launcher).toContain(program.replace('/main.js', ''));
  });

  test('is asked for its health like compose asks', () => {
    const asked = instruction(name, 'HEALTHCHECK')?.replace(/^.*?CMD /, '') ?? '';
    expect(['CMD', ...JSON.parse(asked)]).toEqual(compose.services[name]?.healthcheck?.test);
  });

  test('does not run as root', () => {
    expect(instruction(name, 'USER')).toBe('node');
  });
});

test('the image installs the packages of every workspace', () => {
  const { workspaces }: { workspaces: string[] } = JSON.parse(read('package.json'));
  const lock: { packages: Record<string, { link?: boolean; resolved?: string }> } = JSON.parse(
    read('package-lock.json'),
  );
  const folders = Object.values(lock.packages).flatMap(({ link, resolved }) => (link && resolved ? [resolved] : []));
  expect(folders.length).toBeGreaterThanOrEqual(workspaces.length);
  const copied = stages.get('manifests')?.lines.join('\n') ?? '';
  expect(folders.filter((folder) => !copied.includes(`COPY ${folder}/package.json ${folder}/`))).toEqual([]);
});
