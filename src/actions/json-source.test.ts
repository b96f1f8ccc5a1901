import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PipelineError } from '../diagnostics/index.ts';
import { parseJson } from './json-source.ts';

function mistake(text: string): string {
  try {
    parseJson(text, 'a.json');
  } catch (error) {
    const [finding] = (error as PipelineError).findings;
    return `${finding?.source?.line}:${finding?.source?.column} ${finding?.message}`;
  }
  throw new Error('the text was read without a finding');
}

const hasNoPrototypeName = (value: unknown): boolean => !JSON.stringify(value).includes('"__proto__":');

describe('parseJson', () => {
  it('finds the places of names and values', () => {
    const { data, valueAt, nameAt } = parseJson('{\n  "a": [1,\n    { "b c": null }]\n}\n', 'a.json');
    expect(data).toEqual({ a: [1, { 'b c': null }] });
    expect(valueAt(['a', 1, 'b c'])).toEqual({ file: 'a.json', line: 3, column: 14 });
    expect(nameAt(['a', 1, 'b c'])).toEqual({ file: 'a.json', line: 3, column: 7 });
    expect(valueAt(['a', 0])).toEqual({ file: 'a.json', line: 2, column: 9 });
  });

  it('gives the value around a place where nothing stands', () => {
    const { valueAt } = parseJson('{\n  "a": {}\n}', 'a.json');
    expect(valueAt(['a', 'missing', 'deeper'])).toMatchObject({ line: 2, column: 8 });
    expect(valueAt([])).toMatchObject({ line: 1, column: 1 });
  });

  it.each([
    ['', '1:1 expected a value, found the end of the file'],
    ['{\n  "a": 1,\n}', '3:1 expected a name in double quotes, found "}"'],
    ['{ "a" 1 }', '1:7 expected ":", found "1"'],
    ['{ "a": 1 "b": 2 }', '1:10 expected "," or "}", found """'],
    ['[1, ]', '1:5 expected a value, found "]"'],
    ['[1', '1:3 expected "," or "]", found the end of the file'],
    ["{ 'a': 1 }", `1:3 expected a name in double quotes, found "'"`],
    ['{} {}', '1:4 expected the end of the file, found "{"'],
    ['{ "a": 01 }', '1:9 expected "," or "}", found "1"'],
    ['<<<<<<< HEAD', '1:1 expected a value, found "<"'],
    ['{ "a": 1,\n "a": 2 }', '2:2 the name "a" stands here twice'],
    ['{ "__proto__": {} }', `1:3 "__proto__" can't be a name`],
  ])('says what is wrong with %j', (text, expected) => {
    expect(mistake(text)).toBe(expected);
  });

  it('refuses a depth that no file of ours has', () => {
    expect(mistake('['.repeat(100_000))).toContain('expected at most 64 levels');
  });

  it('reads what JSON.stringify writes', () => {
    const values = fc.jsonValue({ maxDepth: 5 }).filter(hasNoPrototypeName);
    fc.assert(
      fc.property(values, fc.constantFrom(undefined, 2, '\t'), (value, indent) => {
        const text = JSON.stringify(value, undefined, indent);
        expect(parseJson(text, 'a.json').data).toEqual(JSON.parse(text));
      }),
    );
  });

  it('takes no text that JSON.parse refuses', () => {
    const characters = fc.constantFrom('', ',', '"', '}', ']', '0', 'x');
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 3 }), fc.nat(), characters, (value, at, put) => {
        const whole = JSON.stringify(value, undefined, 1);
        const place = at % whole.length;
        const text = whole.slice(0, place) + put + whole.slice(place + 1);
        try {
          parseJson(text, 'a.json');
        } catch (error) {
          expect(error).toBeInstanceOf(PipelineError);
          return;
        }
        expect(() => JSON.parse(text)).not.toThrow();
      }),
    );
  });
});
