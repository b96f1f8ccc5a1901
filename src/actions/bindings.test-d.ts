/** What the compiler accepts and refuses of the generated bindings. Checked by tsc; never runs. */
import {
  cache,
  cacheRestore,
  cacheSave,
  checkout,
  downloadArtifact,
  githubScript,
  setupNode,
  uploadArtifact,
} from '../../generated/actions/index.ts';
import { type Expr, event, github, matrix, type Step, secret, text } from '../index.ts';
import { builtinActions, readLock, toCatalog } from './index.ts';

const grid = matrix({ node: ['20', '24'], depth: [0, 1] });
const title = event('pull_request').pull_request.title;
const head = event('pull_request').pull_request.head;

// Names of inputs
checkout();
checkout({ 'fetch-depth': 0, submodules: 'recursive' }, { name: 'Check out' });
// @ts-expect-error misspelled input
checkout({ fetch_depth: 0 });
// @ts-expect-error an input of another action
checkout({ key: 'x' });
// @ts-expect-error misspelled option
checkout({}, { nam: 'Check out' });

// Required inputs
cache({ path: 'models', key: 'models' });
cacheRestore({ path: 'models', key: 'models' });
cacheSave({ path: 'models', key: 'models' });
uploadArtifact({ path: 'report.json' });
downloadArtifact();
// @ts-expect-error no inputs at all
cache();
// @ts-expect-error no key
cache({ path: 'models' });
// @ts-expect-error no path
uploadArtifact({ name: 'report' });
// @ts-expect-error no script
githubScript({ retries: 3 });

// Values
setupNode({ cache: 'npm', 'node-version': grid.node });
checkout({ submodules: true, 'fetch-depth': grid.depth, ref: github.sha });
uploadArtifact({ path: 'a', 'if-no-files-found': 'error', 'compression-level': 9 });
downloadArtifact({ 'run-id': event('workflow_run').workflow_run.id, 'github-token': secret('TOKEN') });
// @ts-expect-error not a package manager that the action caches
setupNode({ cache: 'bun' });
// @ts-expect-error text is no depth
checkout({ 'fetch-depth': 'all' });
// @ts-expect-error text is no switch
checkout({ clean: 'yes' });
// @ts-expect-error not a value of the action
checkout({ submodules: 'deep' });
// @ts-expect-error above 9
uploadArtifact({ path: 'a', 'compression-level': 10 });
// @ts-expect-error a number loses its last zero: 22.10 would be 22.1
setupNode({ 'node-version': 22.1 });
// @ts-expect-error a list is written as lines of one text
cache({ path: ['a', 'b'], key: 'x' });

// Outputs
checkout().outputs.commit satisfies Expr<string, 'steps'>;
setupNode().outputs['cache-hit'] satisfies Expr<string, 'steps'>;
cacheRestore({ path: 'a', key: 'b' }).outputs['cache-matched-key'] satisfies Expr<string, 'steps'>;
cacheSave({ path: 'a', key: 'b' }) satisfies Step<never>;
// @ts-expect-error unknown output
checkout().outputs.sha;
// @ts-expect-error only the restoring action has it
cache({ path: 'a', key: 'b' }).outputs['cache-primary-key'];
// @ts-expect-error the saving action has none
cacheSave({ path: 'a', key: 'b' }).outputs['cache-hit'];

// Untrusted text
githubScript({ script: 'return context.sha' });
githubScript({ script: text`return ${head.sha}` });
uploadArtifact({ path: 'a', name: title });
checkout({ ref: head.ref });
// @ts-expect-error a title would execute
githubScript({ script: title });
// @ts-expect-error also inside a longer text
githubScript({ script: text`console.log(${title})` });
// @ts-expect-error a branch name would execute
githubScript({ script: head.ref });

// The catalog that the rules read
interface InputFacts {
  readonly required?: boolean | undefined;
  readonly default?: string | number | boolean | undefined;
}
interface Catalog {
  readonly [uses: string]: {
    readonly tag: string;
    readonly sha: string;
    readonly inputs: Readonly<Record<string, InputFacts>>;
    readonly outputs: readonly string[];
  };
}
toCatalog(readLock('', '')) satisfies Catalog;
builtinActions[0]?.sha satisfies string | undefined;
