import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';
import { contract, type Operation } from './schemas/contract.ts';

/**
 * The client needs only each operation's method, path, audience and roles at run time; its types come from the contract
 * itself. Deriving these here keeps zod and the response schemas out of the pages that validate nothing.
 */
const operations = (): Plugin => ({
  name: 'operations',
  resolveId: (id) => (id === 'virtual:operations' ? `\0${id}` : undefined),
  load: (id) =>
    id === '\0virtual:operations'
      ? `export default ${JSON.stringify(
          Object.fromEntries(
            Object.entries<Operation>(contract).map(([name, { method, path, audience, roles }]) => [
              name,
              { method, path, audience, roles },
            ]),
          ),
        )}`
      : undefined,
});

export default defineConfig({
  root: 'frontend',
  // Pages carry their texts and pictures as modules: nothing is copied unhashed.
  publicDir: false,
  plugins: [operations(), react()],
  css: { modules: { localsConvention: 'camelCaseOnly' } },
  build: {
    outDir: '../dist',
    emptyOutDir: true,
    sourcemap: false,
    // The content security policy allows neither data: addresses nor inline scripts.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
});
