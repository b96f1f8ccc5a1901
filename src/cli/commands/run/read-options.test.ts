import { describe, expect, test } from 'vitest';
import { PipelineError } from '../../../diagnostics/index.ts';
import { readOptions } from './read-options.ts';

function problemsOf(suite: 'inference' | 'quality', given: Record<string, unknown>): string[] {
  try {
    readOptions(suite, given);
  } catch (error) {
    if (!(error instanceof PipelineError)) throw error;
    expect(error.exitCode).toBe(2);
    return error.findings.map(({ message, hint }) => `${message} | ${hint}`);
  }
  return [];
}

test('options come as the schema names them, without those of every verb', () => {
  const given = {
    root: '.',
    json: true,
    model: 'embedded',
    repeat: 3,
    gate: ['safe-pass-rate=0.9', 'latency-mean=off'],
  };
  expect(readOptions('quality', given)).toEqual({
    model: 'embedded',
    repeat: 3,
    gates: { 'safe-pass-rate': 0.9, 'latency-mean': false },
  });
});

describe('wrong options', () => {
  const help = '`npx pipewright run quality --help` says what it takes';
  test.each<[Record<string, unknown>, string]>([
    [{ repeat: 'many' }, `--repeat: Invalid input: expected number, received string | ${help}`],
    [{ repeat: 0 }, `--repeat: Too small: expected number to be >0 | ${help}`],
    [{ policy: 'lax' }, `--policy: Invalid option: expected one of "strict"|"moderate"|"permissive" | ${help}`],
    [{ confidence: 95 }, `--confidence: Too big: expected number to be <=0.9999 | ${help}`],
    [{ shard: '2 of 4' }, `--shard: must be as in 2/4 | ${help}`],
    [{ format: ['pdf'] }, `--format: Invalid option: expected one of "html"|"junit"|"markdown"|"benchmark" | ${help}`],
    [{ contextSize: -1 }, `--context-size: Too small: expected number to be >0 | ${help}`],
    [{ gate: ['safe-pas-rate=1'] }, '--gate: there is no gate "safe-pas-rate" | did you mean "safe-pass-rate"?'],
    [{ gate: ['ttft=fast'] }, '--gate ttft: "fast" is no limit | write a number, or off: --gate ttft=0.9'],
    [{ gate: ['ttft='] }, '--gate ttft: "" is no limit | write a number, or off: --gate ttft=0.9'],
    [{ gate: ['safe-pass-rate=95'] }, `--gate safe-pass-rate: Too big: expected number to be <=1 | ${help}`],
    [{ gate: ['__proto__=1'] }, expect.stringContaining('there is no gate "__proto__"')],
  ])('%j', (given, problem) => {
    expect(problemsOf('quality', given)).toEqual([problem]);
  });

  test('are told all at once', () => {
    expect(problemsOf('quality', { repeat: 0, policy: 'lax', gate: ['x=1', 'ttft=y'] })).toHaveLength(4);
  });

  test('of another suite are none of this one', () => {
    expect(problemsOf('inference', { repeat: 3 })).toEqual([expect.stringContaining('repeat')]);
  });
});
