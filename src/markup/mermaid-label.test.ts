/** Labels of mermaid: no name gets out of them. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { oneLine } from './markdown.ts';
import { mermaidLabel } from './mermaid-label.ts';

const pieces = [
  ...' \n"]})>`#;:_*-+.1a<&@é漢🤖',
  '"]',
  '<script>',
  'end',
  '-->',
  '%%',
  '#quot;',
  '```',
  'style a:b#c;',
];

describe('a label', () => {
  it('holds any text without letting it out', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...pieces), maxLength: 15 }), (text) => {
        const label = mermaidLabel(text);
        // Numbered characters, and else nothing that means something to mermaid or to HTML.
        expect(label.slice(1, -1).replace(/#\d+;/g, '/')).toMatch(
          /^(?!\d+\.|-)[A-Za-z0-9 ,()/.?\u0080-\u{10ffff}-]*$/u,
        );
        const shown = label.slice(1, -1).replace(/#(\d+);/g, (_, code: string) => String.fromCodePoint(Number(code)));
        expect(shown).toBe(oneLine(text));
      }),
      { numRuns: 1000 },
    );
  });

  it('is short where it can be', () => {
    expect(mermaidLabel('Test on Node 20.19 (linux) ×3')).toBe('"Test on Node 20.19 (linux) ×3"');
    expect(mermaidLabel('1. first')).toBe('"1#46; first"');
    expect(mermaidLabel('<b>"x"</b>')).toBe('"#60;b#62;#34;x#34;#60;/b#62;"');
  });
});
