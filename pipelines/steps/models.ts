/** Steps that several pipelines share: a job with pipewright in it, and a model that is there and verified. */
import { type Expr, github, ne, run, runner, sh, text, vars } from 'pipewright';
import { setupPipewright } from 'pipewright/steps';
import { cacheRestore, cacheSave, checkout, setupNode } from '../../generated/actions/index.ts';

type ModelText = string | Expr<string, 'matrix'>;

/** What names a model and its file; fields of the catalog, or of a matrix over it. */
export interface ModelFields {
  readonly id: ModelText;
  readonly file: ModelText;
  readonly revision: ModelText;
}

const folder = '.models';

/** Where `pipewright models` keeps its files, so that a cache can; and a mirror, where the repository names one. */
export const modelEnv = {
  PIPEWRIGHT_CACHE: text`${github.workspace}/${folder}`,
  PIPEWRIGHT_MIRROR: vars('PIPEWRIGHT_MIRROR'),
};

/** This repository with its packages, and the command line built. */
export const prepare = () => [
  checkout(),
  setupNode({ 'node-version': '24', cache: 'npm' }, { size: '150MB' }),
  setupPipewright({}, { name: 'Install and build', takes: { hit: '35s', miss: '60s' } }),
];

/** Fetches a model unless the cache has it; what comes from the cache is verified as well. */
export function provideModel({ id, file, revision }: ModelFields) {
  // Each model has a key of its own: a change to the catalog fetches the models that it is about, and no other.
  const key = text`model-v1-${runner.os}-${id}-${file}-${revision}`;
  const restore = cacheRestore({ path: folder, key }, { name: 'Restore the model' });
  return [
    restore,
    run(sh`npx pipewright models pull ${id}`, {
      name: 'Provide the model',
      doc: 'Fetches what the cache lacks, and verifies the checksum either way.',
      takes: { hit: '5s', miss: '60s' },
    }),
    cacheSave(
      { path: folder, key },
      {
        name: 'Keep the model',
        if: ne(restore.outputs['cache-hit'], 'true'),
        doc: 'The model with its checksum: hundreds of MB that the next run need not fetch.',
        takes: { hit: '0s', miss: '10s' },
        size: '450MB',
      },
    ),
  ];
}

export const modelTroubleshooting = {
  '`Provide the model` says 429':
    'The hub limits requests of shared addresses: run the failed jobs again in an hour, or name a mirror in the variable `PIPEWRIGHT_MIRROR` of the repository.',
  '`Provide the model` says that the checksum differs':
    'The file changed where it comes from, or in the cache: `gh cache list`, `gh cache delete <key>`, then run the failed jobs again. If the hub has a new file on purpose, lock it: `npx pipewright models lock <id>`.',
};
