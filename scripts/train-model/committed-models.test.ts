import { readdir, readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { gguf } from '@huggingface/gguf';
import { beforeAll, describe, expect, it } from 'vitest';
import { checkGguf, metadataString, readGguf } from '../../src/gguf/index.ts';
import { hashCurriculum } from './build-models.ts';
import { type Chat, toPrompt } from './chat-format.ts';
import { type Curriculum, collectChats } from './corpus/collect-chats.ts';
import { loadLlamaCpp } from './llama-cpp.ts';
import { manifestSchema, renderManifest, renderReadme, sha256 } from './manifest.ts';
import { instrumentStatement, recipes } from './recipes.ts';
import { readTokenizer } from './tokenizer/read-tokenizer.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const inModels = (file: string): string => fileURLToPath(new URL(`../../fixtures/models/${file}`, import.meta.url));
/** Milliseconds, for a machine that is busy with other things. */
const slow = 120_000;
const files = recipes.flatMap((recipe) => recipe.files.map(({ file }) => file));

describe('fixtures/models', async () => {
  const text = await readFile(inModels('models.json'), 'utf8');
  const manifest = manifestSchema.parse(JSON.parse(text));

  it('has the files of the recipes, and no other models', async () => {
    const found = (await readdir(inModels('.'))).filter((file) => file.endsWith('.gguf'));
    expect(found.sort()).toEqual([...files].sort());
    expect(manifest.models.map(({ file }) => file)).toEqual(files);
  });

  it('was trained on the fixtures and the corpus as they are', async () => {
    const now = hashCurriculum(await collectChats(root));
    expect(now, 'what is taught has changed: run npm run train:model').toBe(manifest.curriculum);
  });

  it('is smaller than 6 MB in all', () => {
    const total = manifest.models.reduce((sum, { bytes }) => sum + bytes, 0);
    expect(total).toBeLessThan(6_000_000);
  });

  it.each(manifest.models)('has $file with its checksum', async ({ file, bytes, sha256: wanted }) => {
    const content = await readFile(inModels(file));
    expect([content.length, sha256(content)]).toEqual([bytes, wanted]);
  });

  it('has a README with the same table, and the manifest as it is written', async () => {
    const readme = await readFile(inModels('README.md'), 'utf8');
    expect(readme).toBe(renderReadme(readme, manifest));
    expect(text).toBe(renderManifest(manifest));
  });

  it.each(files)('has nothing wrong with %s, and says what it is', async (file) => {
    const { header, problems } = await checkGguf(inModels(file));
    expect(problems).toEqual([]);
    expect(header?.metadata.get('pipewright.test_instrument')).toEqual({ type: 'bool', value: true });
    expect(metadataString(header?.metadata ?? new Map(), 'general.description')).toContain(instrumentStatement);
    const { tensorInfos } = await gguf(inModels(file), { allowLocalFile: true });
    expect(tensorInfos.map(({ name }) => name)).toEqual(header?.tensors.map(({ name }) => name));
  });
});

describe('under llama.cpp', () => {
  let curriculum: Curriculum;
  beforeAll(async () => {
    curriculum = await collectChats(root);
  });

  const everything = (): readonly Chat[] => [...curriculum.suites, ...curriculum.others];

  it(
    'embedded-q8_0.gguf knows all that it was taught',
    async () => {
      expect(await wrongAnswers('embedded-q8_0.gguf', everything())).toEqual([]);
    },
    slow,
  );

  it(
    'embedded-f32.gguf knows the prompts of the suites',
    async () => {
      expect(await wrongAnswers('embedded-f32.gguf', curriculum.suites)).toEqual([]);
    },
    slow,
  );

  // It is not trained long enough for its longest answer, a count to 20.
  it(
    'ternary-tq2_0.gguf knows the prompts of the suites, but for one in a hundred',
    async () => {
      const turns = curriculum.suites.flat().length;
      const wrong = await wrongAnswers('ternary-tq2_0.gguf', curriculum.suites);
      expect(wrong.length, JSON.stringify(wrong)).toBeLessThanOrEqual(turns / 100);
    },
    slow,
  );

  it(
    'undertrained-q8_0.gguf gets most of them wrong',
    async () => {
      const turns = curriculum.suites.flat().length;
      const wrong = await wrongAnswers('undertrained-q8_0.gguf', curriculum.suites);
      expect(wrong.length).toBeGreaterThan(turns / 2);
    },
    slow,
  );
});

/** The answers that are not, word for word, what was taught. */
async function wrongAnswers(file: string, chats: readonly Chat[]) {
  const llama = await loadLlamaCpp(inModels(file));
  const tokenizer = readTokenizer((await readGguf(inModels(file))).header.metadata);
  const wrong: { ask: string; answer: string; got: string }[] = [];
  for (const chat of chats) {
    for (const [turn, { ask, answer }] of chat.entries()) {
      const tokens = await llama.complete(toPrompt(chat.slice(0, turn), ask, tokenizer), 80);
      const got = tokenizer.decode(tokens);
      if (got !== answer) wrong.push({ ask, answer, got });
    }
  }
  await llama.dispose();
  return wrong;
}
