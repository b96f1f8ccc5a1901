/**
 * Trains the models in fixtures/models, and says whether they are those that were there.
 *
 * `npm run train:model`, or `npm run train:model -- --output /tmp/models` to leave the repository alone.
 */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { PipelineError, renderText } from '../src/diagnostics/index.ts';
import { type BuiltModel, buildModels, hashCurriculum, trainTokenizer } from './train-model/build-models.ts';
import { type Curriculum, collectChats } from './train-model/corpus/collect-chats.ts';
import { type Manifest, manifestSchema, renderManifest, renderReadme, sha256 } from './train-model/manifest.ts';
import { instrumentStatement, recipes } from './train-model/recipes.ts';
import type { Progress } from './train-model/train.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const committed = join(root, 'fixtures', 'models');

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { output: { type: 'string' } } });
  const output = values.output ?? committed;
  const before = await readManifest();
  await mkdir(output, { recursive: true });
  const curriculum = await collectChats(root);
  const manifest = toManifest(curriculum, await build(curriculum, output));
  await writeFile(join(output, 'models.json'), renderManifest(manifest));
  if (output === committed) await updateReadme(manifest);
  report(manifest, before, output);
}

/** Writes each model as soon as it is trained. */
async function build(curriculum: Curriculum, output: string): Promise<BuiltModel[]> {
  const tokenizer = trainTokenizer(curriculum);
  const count = curriculum.suites.length + curriculum.others.length;
  console.log(`${count} chats, ${tokenizer.tokens.length} tokens in the vocabulary`);
  const built: BuiltModel[] = [];
  for (const recipe of recipes) {
    console.log(`training ${recipe.files.map(({ file }) => file).join(' and ')}`);
    const models = buildModels(recipe, curriculum, tokenizer, printProgress(Date.now()));
    for (const { file, bytes } of models) await writeFile(join(output, file), bytes);
    built.push(...models);
  }
  return built;
}

/** A line now and then. */
function printProgress(start: number): (progress: Progress) => void {
  return ({ step, steps, loss }) => {
    if (step % 50 !== 0 && step !== steps) return;
    const seconds = Math.round((Date.now() - start) / 1000);
    console.log(`  step ${step} of ${steps}, loss ${loss.toFixed(4)}, ${seconds} s`);
  };
}

const toManifest = (curriculum: Curriculum, built: readonly BuiltModel[]): Manifest => ({
  version: 1,
  statement: instrumentStatement,
  curriculum: hashCurriculum(curriculum),
  models: built.map(({ file, name, purpose, bytes }) => ({
    file,
    name,
    purpose,
    bytes: bytes.length,
    sha256: sha256(bytes),
  })),
});

async function readManifest(): Promise<Manifest | undefined> {
  try {
    return manifestSchema.parse(JSON.parse(await readFile(join(committed, 'models.json'), 'utf8')));
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}

async function updateReadme(manifest: Manifest): Promise<void> {
  const file = join(committed, 'README.md');
  await writeFile(file, renderReadme(await readFile(file, 'utf8'), manifest));
}

function report(now: Manifest, before: Manifest | undefined, output: string): void {
  for (const { file, bytes, sha256: sum } of now.models) {
    const old = before?.models.find((each) => each.file === file)?.sha256;
    const change = old === undefined ? 'new' : old === sum ? 'as it was' : 'CHANGED';
    console.log(`${join(output, file)}  ${bytes} bytes  sha256 ${sum}  ${change}`);
  }
}

main().catch((error: unknown) => {
  console.error(error instanceof PipelineError ? renderText(error.findings, { root }) : error);
  process.exitCode = 1;
});
