import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { byteCharacters, fromByteCharacters, toByteCharacters } from './byte-alphabet.ts';
import { preTokenize } from './pre-tokenize.ts';
import { specialTokens, Tokenizer } from './tokenizer.ts';
import { trainBpe } from './train-bpe.ts';

describe('the byte alphabet', () => {
  it('has a character of its own for each byte, and shows printable ones as they are', () => {
    expect(new Set(byteCharacters).size).toBe(256);
    expect([byteCharacters[0x20], byteCharacters[0x0a], byteCharacters[0x41]]).toEqual(['Ġ', 'Ċ', 'A']);
  });

  it('gives every text back', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(fromByteCharacters(toByteCharacters(text))).toBe(text);
      }),
    );
  });
});

describe('preTokenize', () => {
  it.each([
    ['list files', ['list', ' files']],
    ["I can't 12", ['I', ' can', "'t", ' ', '1', '2']],
    ['a  b', ['a', ' ', ' b']],
    ['a\nb', ['a', '\n', 'b']],
    ['ls -la', ['ls', ' -', 'la']],
    ['  ', ['  ']],
    ['', []],
  ])('cuts %j into %j', (text, pieces) => {
    expect(preTokenize(text)).toEqual(pieces);
  });
});

describe('trainBpe', () => {
  it('merges what is most frequent first, and of equals the alphabetically first', () => {
    expect(trainBpe(['abab abab', 'cd cd'], 2)).toEqual([
      { left: 'a', right: 'b' },
      { left: 'ab', right: 'ab' },
    ]);
  });

  it('does not merge what is there once', () => {
    expect(trainBpe(['xyz'], 10)).toEqual([]);
  });
});

describe('a tokenizer', () => {
  const tokenizer = Tokenizer.train(['list files', 'list folders', 'files and folders'], 300);

  it('has the marks first, then the bytes, then what was merged; a multiple of 8 in all', () => {
    expect(tokenizer.tokens.slice(0, 4)).toEqual([...specialTokens]);
    expect(tokenizer.tokens.slice(4, 260)).toEqual(byteCharacters);
    expect(tokenizer.tokens.length % 8).toBe(0);
    expect(tokenizer.tokens.length).toBeGreaterThan(260);
  });

  it('writes words it has often seen as one token', () => {
    expect(tokenizer.encode('files').length).toBeLessThan(3);
    expect(tokenizer.encode('qqqqq')).toHaveLength(5);
  });

  it('takes marks in a text for text', () => {
    const ids = tokenizer.encode('<|end|>');
    expect(ids).not.toContain(tokenizer.special('<|end|>'));
    expect(tokenizer.decode(ids)).toBe('<|end|>');
  });
});
