import type { IConfiguration } from 'dependency-cruiser';

/**
 * Who may import whom. `npm run check` fails on a breach and prints the comment; it also fails when dependency-cruiser saw
 * no module (imports.ts).
 */

const CONTEXTS = [
  'identity',
  'crm',
  'service-desk',
  'work',
  'calendar',
  'dispatch',
  'billing',
  'inventory',
  'rooms',
  'workflow',
  'reporting',
  'collaboration',
  'demo',
];

/** The only arrows between the server's contexts; everyone may use identity. Influence upwards travels as events. */
const ARROWS: Record<string, string[]> = {
  identity: [],
  collaboration: [],
  crm: [],
  calendar: [],
  inventory: [],
  reporting: [],
  work: ['collaboration'],
  rooms: ['collaboration'],
  'service-desk': ['crm', 'collaboration'],
  dispatch: ['crm', 'collaboration'],
  billing: ['service-desk', 'dispatch', 'inventory', 'crm'],
  workflow: CONTEXTS.filter((context) => !['workflow', 'reporting', 'demo'].includes(context)),
  demo: CONTEXTS.filter((context) => context !== 'demo'),
};

const server = (names: string[]) => `^apps/server/src/(${names.join('|')})/`;

/** One rule for each context: what it may reach besides itself, core and the packages. */
const arrows = CONTEXTS.map((context) => {
  const allowed = [context, 'identity', ...(ARROWS[context] ?? [])];
  return {
    name: `arrows-of-${context}`,
    comment: `In the server, ${context} may use ${allowed.filter((name) => name !== context).join(', ') || 'core only'}: the arrows between contexts form no circle. Publish an event instead, and subscribe to it there.`,
    severity: 'error' as const,
    from: { path: server([context]), pathNot: '\\.test\\.ts$' },
    to: { path: server(CONTEXTS.filter((name) => !allowed.includes(name))) },
  };
});

export const importRules: IConfiguration = {
  forbidden: [
    {
      name: 'no-circular',
      comment:
        'A circle of imports: neither file can be understood or tested without the other. Move what both need into a third one.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'not-resolvable',
      comment: 'The imported file or package does not exist, or package.json does not name it.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true, pathNot: '^(virtual:|\\.\\.?/generated/)' },
    },
    {
      name: 'no-catch-all-folders',
      comment:
        'No utils/, helpers/ or shared/ folders: name a file after the thing that it is about, and put it where that thing lives.',
      severity: 'error',
      from: {},
      to: {
        path: '^(apps|packages|media-server|scripts|tests)/.*(^|/)(utils?|helpers?|shared|common|misc)/',
        pathNot: 'node_modules',
      },
    },
    {
      name: 'packages-know-nothing-internal',
      comment: 'contract and sync import nothing internal: they are used by browser, server and media server alike.',
      severity: 'error',
      from: { path: '^packages/([^/]+)/' },
      to: { path: '^(apps|media-server|scripts|tests|prisma|packages)/', pathNot: '^packages/$1/' },
    },
    {
      name: 'contract-is-pure',
      comment: 'packages/contract is pure TypeScript on zod, yjs and fractional-indexing: no I/O, no framework.',
      severity: 'error',
      from: { path: '^packages/contract/src/', pathNot: '\\.test\\.ts$' },
      to: {
        path: 'node_modules/|^node:',
        pathNot: 'node_modules/(zod|yjs|lib0|fractional-indexing|@muster)/',
      },
    },
    {
      name: 'no-react-in-packages',
      comment: 'No React in packages: the hooks that use them live in apps/web/src/core.',
      severity: 'error',
      from: { path: '^(packages|media-server|apps/server)/' },
      to: { path: 'node_modules/(react|react-dom|@tiptap/react)/' },
    },
    {
      name: 'sync-browser-half-stays-in-the-browser',
      comment: 'packages/sync/src/client runs in browsers: it must not reach the server half or Node.',
      severity: 'error',
      from: { path: '^packages/sync/src/client/', pathNot: '\\.test\\.ts$' },
      to: { path: '^packages/sync/src/server/|^node:' },
    },
    {
      name: 'web-sees-only-the-type-of-the-router',
      comment: 'The web app imports the contract and only the *type* of the router from the server (import type).',
      severity: 'error',
      from: { path: '^apps/web/' },
      to: { path: '^apps/server/' },
    },
    {
      name: 'web-sees-nothing-else',
      comment: 'The web app imports packages, never the media server, scripts or tests.',
      severity: 'error',
      from: { path: '^apps/web/' },
      to: { path: '^(media-server|scripts|tests|prisma)/' },
    },
    {
      name: 'ui-does-not-fetch',
      comment: 'apps/web/src/ui holds design primitives: no data, no contexts. Pass what they show as properties.',
      severity: 'error',
      from: { path: '^apps/web/src/ui/' },
      to: {
        path: '^apps/web/src/(?!ui/|core/translation)|node_modules/(@trpc|@tanstack/react-query|socket\\.io-client|yjs)/',
      },
    },
    {
      name: 'media-server-stands-alone',
      comment: 'The media server imports the contract only: it has no database, and the API mints its join tokens.',
      severity: 'error',
      from: { path: '^media-server/' },
      to: { path: '^(apps|scripts|tests|prisma|packages/sync)/' },
    },
    {
      name: 'server-ladder-core',
      comment: 'In the server, main → services → contexts → core: core knows no context.',
      severity: 'error',
      from: { path: '^apps/server/src/core/' },
      to: { path: '^apps/server/src/(?!core/)' },
    },
    {
      name: 'server-ladder-contexts',
      comment: 'In the server, main → services → contexts → core: a context never imports services or main.',
      severity: 'error',
      from: { path: server(CONTEXTS) },
      to: { path: '^apps/server/src/(services/|main\\.ts)' },
    },
    {
      name: 'server-ladder-services',
      comment:
        'In the server, main → services → contexts → core: main is the composition root and is imported by nobody.',
      severity: 'error',
      from: { path: '^apps/server/src/', pathNot: '^apps/server/src/main\\.ts$' },
      to: { path: '^apps/server/src/main\\.ts$' },
    },
    {
      name: 'contexts-through-their-index',
      comment: "A context is entered through its index.ts only: what is not exported there is nobody else's business.",
      severity: 'error',
      from: { path: '^apps/server/src/([^/]+)/', pathNot: '^apps/server/src/core/' },
      to: { path: server(CONTEXTS), pathNot: '^apps/server/src/($1/|[^/]+/index\\.ts$)' },
    },
    ...arrows,
    {
      name: 'prisma-only-in-core-database',
      comment: 'Prisma lives in apps/server/src/core/database: everything else goes through withTenant and its client.',
      severity: 'error',
      from: { path: '^(apps|packages|media-server|tests)/', pathNot: '^apps/server/src/core/database/' },
      to: { path: 'node_modules/(@prisma/|prisma/)|^apps/server/src/core/database/(?!index\\.ts$)' },
    },
    {
      name: 'source-does-not-import-tests',
      comment: 'Source never imports tests.',
      severity: 'error',
      from: { path: '^(apps|packages|media-server|scripts)/' },
      to: { path: '^tests/' },
    },
    {
      name: 'no-way-around-the-package-name',
      comment: 'Another workspace is imported by its name (@muster/…), never by a relative path.',
      severity: 'error',
      from: { path: '^(apps/[^/]+|packages/[^/]+|media-server)/' },
      to: { path: '^(apps|packages|media-server)/', pathNot: '^$1/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)(dist|generated)/' },
    tsPreCompilationDeps: true,
    parser: 'swc',
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'types', 'default'],
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.json'],
    },
  },
};
