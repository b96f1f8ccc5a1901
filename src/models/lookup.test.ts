import { describe, expect, it } from 'vitest';
import { modelSchema } from '../config/index.ts';
import { PipelineError } from '../diagnostics/index.ts';
import { builtinModels, localDefault } from './catalog.ts';
import { catalogOf, filterModels, findModel, findModels, smallest } from './lookup.ts';
import { tiny } from './testing/temporary-cache.ts';

const ids = (models: readonly { readonly id: string }[]): string[] => models.map(({ id }) => id);
const none = { models: [] };

function failure(work: () => unknown): readonly string[] {
  try {
    work();
  } catch (error) {
    if (!(error instanceof PipelineError)) throw error;
    return error.findings.map(({ code, message, hint }) => `${error.exitCode} ${code} ${message}; ${hint}`);
  }
  throw new Error('it was accepted');
}

describe('the catalog', () => {
  it.each(builtinModels.map((model) => [model.id, model]))('has a sound entry for %s', (_, model) => {
    expect(modelSchema.parse(model)).toEqual(model);
    expect(model.file.toLowerCase().replaceAll('-', '_')).toContain(model.quantization.toLowerCase());
  });

  it('is sorted by size, and has its defaults', () => {
    const all = catalogOf(none);
    expect(ids(all)).toEqual([
      'smollm-135m-q4',
      'qwen-0.5b-q4',
      'tinyllama-1.1b-q4',
      'starcoder-1b-q4',
      'qwen-1.5b-q4',
      'bitnet-2b',
      'phi-2-q4',
      'mistral-7b-q3',
    ]);
    expect(findModel(all, localDefault).ci).toBe(false);
    expect(smallest(all)?.id).toBe('smollm-135m-q4');
  });

  it('takes models of the settings in, and in place of its own', () => {
    const own = { ...tiny, id: 'qwen-0.5b-q4', megabytes: 5000 };
    const all = catalogOf({ models: [tiny, own] });
    expect(ids(all)[0]).toBe('tiny');
    expect(all.at(-1)).toBe(own);
    expect(all).toHaveLength(builtinModels.length + 1);
  });

  it('refuses one id for two models', () => {
    expect(failure(() => catalogOf({ models: [tiny, { ...tiny }, { ...tiny, id: 'embedded' }] }))).toEqual([
      '2 duplicate-model the settings have two models "tiny"; give each model of pipewright.config.ts an id of its own',
      '2 duplicate-model the id "embedded" is the embedded model\'s; give each model of pipewright.config.ts an id of its own',
    ]);
  });
});

describe('filters', () => {
  const all = catalogOf(none);

  it('leave what is fit', () => {
    expect(ids(filterModels(all, { ci: true }))).toEqual(ids(all).slice(0, 4));
    expect(ids(filterModels(all, { mlx: true }))).toEqual(['qwen-0.5b-q4', 'qwen-1.5b-q4']);
    expect(ids(filterModels(all, { mlx: true, ci: false }))).toEqual(['qwen-1.5b-q4']);
    expect(filterModels(all, {})).toEqual(all);
  });

  it('find the smallest of them in any order, or none', () => {
    expect(smallest([...all].reverse(), { mlx: true })?.id).toBe('qwen-0.5b-q4');
    expect(smallest([], {})).toBeUndefined();
  });
});

describe('findModels', () => {
  it('gives each once, in the order of the ids', () => {
    expect(ids(findModels(builtinModels, ['phi-2-q4', 'bitnet-2b', 'phi-2-q4']))).toEqual(['phi-2-q4', 'bitnet-2b']);
  });

  it('names all that are unknown, and what was meant', () => {
    expect(failure(() => findModels(builtinModels, ['qwen-0.5-q4', 'bitnet-2b', '__proto__', 'embeded']))).toEqual([
      '2 unknown-model there is no model "qwen-0.5-q4"; did you mean "qwen-0.5b-q4"?',
      expect.stringMatching(/^2 unknown-model there is no model "__proto__"; known: "embedded", /),
      '2 unknown-model there is no model "embeded"; did you mean "embedded"?',
    ]);
  });
});
