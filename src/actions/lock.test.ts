import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { PipelineError } from '../diagnostics/index.ts';
import { builtinActions } from './builtin.ts';
import { lockOf, readLock, renderLock, toCatalog } from './lock.ts';

const committed = readFileSync(new URL('../../generated/actions.lock.json', import.meta.url), 'utf8');

const lines = (sha: string, more = ''): string => `{
  "version": 1,
  "actions": {
    "octo/tool": { "tag": "v1", "sha": "${sha}", "inputs": {}, "outputs": [], "link": "https://x.y"${more} }
  }
}
`;
const sha = '0123456789abcdef0123456789abcdef01234567';

function findings(text: string): string[] {
  try {
    readLock(text, 'actions.lock.json');
    return [];
  } catch (error) {
    return (error as PipelineError).findings.map(
      ({ code, message, source }) => `${source?.file}:${source?.line}:${source?.column} ${code} ${message}`,
    );
  }
}

describe('readLock', () => {
  it('reads what renderLock writes', () => {
    expect(readLock(committed, 'actions.lock.json')).toEqual(lockOf(builtinActions));
    expect(renderLock(readLock(committed, 'actions.lock.json'))).toBe(committed);
    expect(findings(lines(sha))).toEqual([]);
  });

  const wrongSha = '4:40 invalid-action-lock "sha" must be a commit: 40 hexadecimal digits in lower case';
  const wrongName = '1:30 invalid-action-lock the name "checkout" must be owner/repo or owner/repo/path';

  it.each([
    ['no JSON', '{\n  "version": 1,\n  actions\n}', '3:3 invalid-json expected a name in double quotes, found "a"'],
    ['a short sha', lines('0123'), wrongSha],
    ['a sha in upper case', lines(sha.toUpperCase()), wrongSha],
    ['an unknown field', lines(sha, ', "digest": 1'), '4:136 invalid-action-lock there is no field "digest"'],
    ['another version', '{ "version": 2, "actions": {} }', '1:14 invalid-action-lock "version" must be 1'],
    ['a missing part', '{ "version": 1 }', '1:1 invalid-action-lock "actions" is missing'],
    ['a list', '[]', '1:1 invalid-action-lock the file must be an object'],
    ['a wrong name', '{ "version": 1, "actions": { "checkout": {} } }', wrongName],
  ])('points at %s', (_, text, expected) => {
    expect(findings(text)).toEqual([`actions.lock.json:${expected}`]);
  });
});

it('has its names in order and a line end at the end', () => {
  const { actions } = lockOf([...builtinActions].reverse());
  expect(Object.keys(actions)).toEqual(Object.keys(actions).toSorted());
  expect(renderLock({ version: 1, actions })).toBe(committed);
  expect(committed.endsWith('}\n')).toBe(true);
});

it('gives the catalog what the rules read', () => {
  const catalog = toCatalog(lockOf(builtinActions));
  expect(catalog['actions/cache/save']).toEqual({
    tag: 'v5.0.5',
    sha: '27d5ce7f107fe9357f9df03efb73ab90386fccae',
    inputs: {
      enableCrossOsArchive: { default: false },
      key: { required: true },
      path: { required: true },
      'upload-chunk-size': {},
    },
    outputs: [],
  });
});
