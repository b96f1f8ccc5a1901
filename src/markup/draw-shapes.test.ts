/** Pictures: what is drawn, that text stays text, and that the same shapes give the same picture. */
import { XMLValidator } from 'fast-xml-parser';
import { describe, expect, it } from 'vitest';
import { loadDrawing, type Shape } from './draw-shapes.ts';

const draw = await loadDrawing();
const picture = (...shapes: readonly Shape[]): string =>
  draw({ description: 'a "picture"', width: 100, height: 40, shapes }, 'wide');
const text = (words: string, width?: number): Shape => ({
  ...{ kind: 'text', text: words, x: 5, y: 10, fill: 'ink' },
  ...(width === undefined ? {} : { width }),
});

describe('a picture', () => {
  it('has its size, and its words for those who cannot see it', () => {
    expect(picture()).toMatch(
      /^<div class="wide"><svg role="img" aria-label="a &quot;picture&quot;" width="100" height="40" [^>]*viewBox="0 0 100 40">/,
    );
  });

  it.each<[string, Shape, RegExp]>([
    [
      'a box',
      { kind: 'box', x: 1, y: 2, width: 8, height: 6, fill: 'back' },
      /<path d="M1 2l8 0l0 6l-8 0Z" fill="var\(--back\)"/,
    ],
    [
      'a border',
      { kind: 'box', x: 1, y: 2, width: 8, height: 6, fill: 'back', stroke: 'ink', dash: [5, 4] },
      /stroke="var\(--ink\)" stroke-dasharray="5,4"/,
    ],
    [
      'a line',
      {
        kind: 'line',
        points: [
          { x: 1, y: 2 },
          { x: 3, y: 4 },
        ],
        stroke: 'bad',
        lineWidth: 2,
      },
      /<polyline points="1 2 3 4" fill="none" stroke="var\(--bad\)" stroke-width="2"/,
    ],
    [
      'a curve',
      {
        kind: 'curve',
        from: { x: 0, y: 0 },
        to: { x: 9, y: 9 },
        bends: [
          { x: 5, y: 0 },
          { x: 5, y: 9 },
        ],
        stroke: 'ink',
      },
      /<path d="M0 0C5 0 5 9 9 9" fill="none" stroke="var\(--ink\)"/,
    ],
    [
      'an area',
      {
        kind: 'area',
        points: [
          { x: 0, y: 0 },
          { x: 9, y: 0 },
          { x: 9, y: 9 },
        ],
        fill: 'neutral',
        opacity: 0.5,
      },
      /<path d="M0 0L9 0L9 9Z" fill="var\(--neutral\)"[^>]* fill-opacity="0\.5"|opacity="0\.5"/,
    ],
    [
      'a text',
      { kind: 'text', text: 'hello', x: 5, y: 10, fill: 'ink', align: 'center', bold: true, size: 9 },
      /text-anchor="middle" style="font-size:9px;font-family:system-ui, sans-serif;font-weight:bold;" x="5" y="10" fill="var\(--ink\)">hello</,
    ],
  ])('draws %s', (_, shape, expected) => {
    expect(picture(shape)).toMatch(expected);
  });

  it('is the same for the same shapes, however many were drawn before', () => {
    const shapes: Shape[] = [text('a'), { kind: 'box', x: 0, y: 0, width: 9, height: 9, radius: 3, fill: 'back' }];
    expect(picture(...shapes)).toBe(picture(...shapes));
    expect(picture(...shapes)).not.toMatch(/class="zr|<style|ecmeta/);
  });
});

describe('text of others', () => {
  it('is escaped', () => {
    const svg = picture(text('</text><script>"x" & y'));
    expect(svg).toContain('&lt;/text&gt;&lt;script&gt;&quot;x&quot; &amp; y');
    expect(XMLValidator.validate(svg)).toBe(true);
  });

  it('ends with dots where there is no room, and never in the middle of a character', () => {
    expect(picture(text('a rather long name of a job', 60))).toMatch(/>a rathe?r?…</);
    expect(picture(text('short', 60))).toContain('>short<');
    for (let room = 10; room < 90; room++)
      expect(picture(text('🤖🤖🤖🤖🤖🤖🤖🤖', room))).not.toMatch(/\p{Surrogate}/u);
  });
});
