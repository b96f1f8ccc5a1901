import { describe, expect, it } from 'vitest';
import { PipelineError } from '../diagnostics/index.ts';
import { type ChoiceContext, chooseDownload, chooseModel, isCi, isOffline } from './choose.ts';
import { catalogOf } from './lookup.ts';

const models = catalogOf({ models: [] });

/** In a few words: the id or path, and why. */
function choose(changes: Partial<ChoiceContext>): string {
  const choice = chooseModel({ models, env: {}, offline: false, isDownloaded: () => false, ...changes });
  const name = choice.kind === 'catalog' ? choice.model.id : choice.kind === 'file' ? choice.path : choice.kind;
  return `${name} (${choice.reason})`;
}

describe('chooseModel', () => {
  const ci = { CI: 'true' };
  const byEnvironment = { ...ci, PIPEWRIGHT_MODEL: 'phi-2-q4' };
  const downloaded = { isDownloaded: ({ id }: { id: string }) => id === 'qwen-1.5b-q4' };

  it.each<[string, Partial<ChoiceContext>]>([
    ['bitnet-2b (by --model)', { wanted: 'bitnet-2b', env: byEnvironment, offline: true }],
    ['phi-2-q4 (by PIPEWRIGHT_MODEL)', { env: byEnvironment, offline: true }],
    ['embedded (offline)', { env: ci, offline: true, ...downloaded }],
    ['smollm-135m-q4 (the smallest for CI)', { env: ci, ...downloaded }],
    ['smollm-135m-q4 (the smallest for CI)', { env: { GITHUB_ACTIONS: 'true' } }],
    ['qwen-1.5b-q4 (the local default)', downloaded],
    ['qwen-1.5b-q4 (the local default)', { env: { CI: '', PIPEWRIGHT_MODEL: '' }, ...downloaded }],
    ['embedded (qwen-1.5b-q4 is not downloaded)', {}],
    ['embedded (by --model)', { wanted: 'embedded', ...downloaded }],
    ['embedded (no model is for CI)', { env: ci, models: models.filter((model) => !model.ci) }],
    ['./a (by --model)', { wanted: './a' }],
    ['C:\\a.gguf (by --model)', { wanted: 'C:\\a.gguf' }],
    ['my.GGUF (by PIPEWRIGHT_MODEL)', { env: { PIPEWRIGHT_MODEL: 'my.GGUF' } }],
  ])('takes %s', (expected, changes) => {
    expect(choose(changes)).toBe(expected);
  });

  it.each([
    [{ wanted: 'qwen' }, 'there is no model "qwen"'],
    [{ wanted: '' }, '--model is empty'],
    [{ env: { PIPEWRIGHT_MODEL: 'qwen-1.5b' } }, 'there is no model "qwen-1.5b"'],
  ])('refuses %j', (changes, message) => {
    expect(() => choose(changes)).toThrow(message);
    expect(() => choose(changes)).toThrow(PipelineError);
  });
});

describe('chooseDownload', () => {
  it.each([
    [{}, 'qwen-1.5b-q4'],
    [{ CI: '1' }, 'smollm-135m-q4'],
    [{ PIPEWRIGHT_MODEL: 'bitnet-2b' }, 'bitnet-2b'],
    [{ PIPEWRIGHT_MODEL: './mine.gguf', CI: '1' }, './mine.gguf'],
  ])('with %j takes %s', (env, id) => {
    expect(chooseDownload(models, env)).toBe(id);
  });

  it('takes the embedded model in CI when no other is for CI', () => {
    expect(chooseDownload([], { CI: '1' })).toBe('embedded');
  });
});

describe('switches of the environment', () => {
  it.each([
    ['1', true],
    ['true', true],
    ['0', false],
    ['false', false],
    ['', false],
    [undefined, false],
  ])('%j is %s', (value, expected) => {
    expect(isOffline({ PIPEWRIGHT_OFFLINE: value })).toBe(expected);
    expect(isCi({ CI: value })).toBe(expected);
  });
});
