/** The actions that pipewright has bindings for, and the files that are generated from them. */
import { generateBindings } from './generate.ts';
import { lockOf, renderLock } from './lock.ts';
import cacheRestore from './metadata/actions/cache/restore.json' with { type: 'json' };
import cacheSave from './metadata/actions/cache/save.json' with { type: 'json' };
import cache from './metadata/actions/cache.json' with { type: 'json' };
import checkout from './metadata/actions/checkout.json' with { type: 'json' };
import downloadArtifact from './metadata/actions/download-artifact.json' with { type: 'json' };
import githubScript from './metadata/actions/github-script.json' with { type: 'json' };
import setupNode from './metadata/actions/setup-node.json' with { type: 'json' };
import uploadArtifact from './metadata/actions/upload-artifact.json' with { type: 'json' };
import { type ActionMetadata, checkMetadata } from './metadata.ts';

const metadata: readonly { readonly uses: string }[] = [
  cache,
  cacheRestore,
  cacheSave,
  checkout,
  downloadArtifact,
  githubScript,
  setupNode,
  uploadArtifact,
];

/** The built-in metadata, by name in order. */
export const builtinActions: readonly ActionMetadata[] = metadata.map((each) =>
  checkMetadata(each, `src/actions/metadata/${each.uses}.json`),
);

/** A file as data; the path is relative to the folder of generated files and has forward slashes. */
export interface GeneratedFile {
  readonly path: string;
  readonly text: string;
}

/** The bindings, their index and the lock; writes nothing. */
export async function generateActions(): Promise<GeneratedFile[]> {
  const bindings = await generateBindings(builtinActions);
  return [...bindings, { path: 'actions.lock.json', text: renderLock(lockOf(builtinActions)) }];
}
