/** A model that is not there, or is none, is told; the process and the models in it live on. */
import { mkdtemp, open, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EngineError } from '../../../engines/engine.ts';
import { faultsOf } from '../answer-faults.ts';
import { type Check, type CheckContext, judge } from '../check.ts';
import { ask, prompts } from '../prompts.ts';

export const invalidModel: Check = {
  id: 'invalid-model',
  title: 'a model that is not there, cut short or none at all is told, and nothing else suffers',
  why: 'a wrong name must give a message, and not a crash or another model',
  tags: ['contract'],
  needs: ['modelFile'],
  run: async (context) => {
    const folder = await mkdtemp(join(tmpdir(), 'pipewright-models-'));
    try {
      const files = await writeBadModels(folder, context.file);
      const faults: string[] = [];
      for (const [what, file] of Object.entries(files)) faults.push(...(await faultsOfLoad(what, file, context)));
      const answer = await context.ask(ask(prompts.hello.prompt), { maxTokens: 32 });
      faults.push(...faultsOf(prompts.hello.prompt, answer));
      return judge(faults, `${Object.keys(files).length} bad models are told, and the good one still answers`, {
        shown: answer,
      });
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  },
};

async function writeBadModels(folder: string, model: string): Promise<Readonly<Record<string, string>>> {
  const files = {
    'a file that is not there': join(folder, 'no-such-model.gguf'),
    'a text file': join(folder, 'text.gguf'),
    'an empty file': join(folder, 'empty.gguf'),
    'the first kilobyte of a model': join(folder, 'short.gguf'),
  };
  await writeFile(files['a text file'], '<!doctype html><title>Not found</title>\n');
  await writeFile(files['an empty file'], '');
  await writeFile(files['the first kilobyte of a model'], await beginning(model, 1024));
  return files;
}

async function beginning(file: string, bytes: number): Promise<Buffer> {
  const handle = await open(file);
  try {
    const { buffer, bytesRead } = await handle.read({ buffer: Buffer.alloc(bytes), length: bytes, position: 0 });
    return buffer.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
}

/** An engine that starts a program for each answer finds out with the first one. */
async function faultsOfLoad(what: string, file: string, { load, signal }: CheckContext): Promise<string[]> {
  try {
    const model = await load({ file });
    await model.chat(ask(prompts.hello.prompt), { signal, maxTokens: 1 });
    return [`${what} is taken for a model`];
  } catch (error) {
    if (!(error instanceof EngineError)) return [`${what} gives ${error}, which is no EngineError`];
    return error.message.trim() === '' ? [`${what} is refused without a word`] : [];
  }
}
