/** The settings of this repository's pipelines. */
import { defineConfig } from 'pipewright';

/** What most changes touch, and what a change touches that models are tested for. */
const elsewhere = { changed: ['src/lint/rules/index.ts', 'README.md'] };
const aboutModels = { changed: ['src/runner/suites/quality/index.ts'] };

export default defineConfig({
  pipelines: 'pipelines',
  generated: 'generated',
  // It must fit into the free plan even where it is private.
  budget: { plan: 'free', visibility: 'private', max: 'included' },
  // A busy month: twenty pull requests, each pushed to twice more and then merged.
  traffic: {
    pushes: [
      { perMonth: 14, ...elsewhere },
      { perMonth: 6, ...aboutModels },
    ],
    pullRequests: [
      { perMonth: 14, synchronizations: 2, ...elsewhere },
      { perMonth: 6, synchronizations: 2, ...aboutModels },
    ],
  },
});
