/**
 * An esbuild plugin: npm packages stay imports, resolved from node_modules at run time; our own workspaces are TypeScript,
 * which Node 20 does not read, and go into the bundle.
 * @type {import('esbuild').Plugin}
 */
export const ownWorkspacesOnly = {
  name: 'own-workspaces-only',
  setup(bundler) {
    bundler.onResolve({ filter: /^[^./]/ }, ({ path, kind }) => {
      const own = kind === 'entry-point' || path.startsWith('@muster/');
      return own ? undefined : { path, external: true };
    });
  },
};
