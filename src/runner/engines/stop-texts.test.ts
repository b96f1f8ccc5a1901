import fc from 'fast-check';
import { expect, test } from 'vitest';
import { StopTexts } from './stop-texts.ts';

function run(stops: readonly string[], pieces: readonly string[]): { text: string; stopped: boolean } {
  const filter = new StopTexts(stops);
  const text = pieces.map((piece) => filter.push(piece)).join('') + filter.flush();
  return { text, stopped: filter.stopped };
}

test('ends before the first stop text, wherever it is cut', () => {
  expect(run(['END', 'STOP'], ['ab STO', 'P x END'])).toEqual({ text: 'ab ', stopped: true });
  expect(run(['END'], ['E', 'N', 'D'])).toEqual({ text: '', stopped: true });
});

test('gives back what only looked like a beginning', () => {
  expect(run(['END'], ['the EN', 'TRY', ' E'])).toEqual({ text: 'the ENTRY E', stopped: false });
});

test('holds nothing back without stop texts, and takes empty ones for none', () => {
  expect(new StopTexts(['']).push('abc')).toBe('abc');
});

test('the text does not depend on how it is cut into pieces', () => {
  const texts = fc.string({ unit: fc.constantFrom('a', 'b', '\n'), maxLength: 30 });
  const stops = fc.array(fc.string({ unit: fc.constantFrom('a', 'b', '\n'), minLength: 1, maxLength: 4 }), {
    maxLength: 3,
  });
  fc.assert(
    fc.property(texts, stops, fc.array(fc.nat(30)), (text, stopTexts, cuts) => {
      const places = [0, ...cuts.filter((cut) => cut < text.length).sort((a, b) => a - b), text.length];
      const pieces = places.slice(1).map((end, index) => text.slice(places[index], end));
      const ends = stopTexts.map((stop) => text.indexOf(stop)).filter((end) => end !== -1);
      const expected = ends.length === 0 ? text : text.slice(0, Math.min(...ends));
      expect(run(stopTexts, pieces)).toEqual({ text: expected, stopped: ends.length > 0 });
    }),
  );
});
