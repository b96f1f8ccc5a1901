/** How the tests run: against the sources, with the package's own name pointing at them. */
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const source = (path: string): string => fileURLToPath(new URL(`src/${path}`, import.meta.url));

export default defineConfig({
  // Compiled pipelines lie in node_modules, what they were made from does not: that is no reason for a warning.
  logLevel: 'error',
  resolve: {
    alias: [
      { find: /^pipewright\/projen$/, replacement: source('projen/index.ts') },
      { find: /^pipewright$/, replacement: source('index.ts') },
    ],
  },
  test: {
    globalSetup: ['scripts/build-before-tests.ts'],
    setupFiles: ['scripts/property-seed.ts'],
    include: ['src/**/*.test.ts', 'scripts/**/*.test.ts'],
    // Node 20 can't load the JSON imports of GitHub's packages, nor the TypeScript that compiled pipelines import.
    server: { deps: { inline: [/@actions\//, /[\\/](\.cache[\\/]pipewright[\\/]run-|pipewright-)/] } },
  },
});
