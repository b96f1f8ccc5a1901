/** Arbitrary text for the tests of the writer: what YAML reads as something else, breaks on, or folds. */
import fc from 'fast-check';

const nasty = [
  '',
  ' ',
  '~',
  'yes',
  'no',
  'on',
  'null',
  'Null',
  'true',
  'False',
  '1',
  '-0',
  '1e3',
  '0x1f',
  '0o17',
  '.inf',
  '.nan',
  '1_000',
  '12:30:45',
  '2024-01-01',
  '<<',
  '=',
  '? key',
  '- item',
  '-',
  '---',
  '...',
  '--- text',
  '!tag',
  '!',
  '&anchor',
  '*alias',
  '%directive',
  '@at',
  '`tick',
  '|',
  '>-',
  '[a, b]',
  '{a: b}',
  'a, b',
  'a: b',
  'a:',
  ': a',
  'a #b',
  '#a',
  'a#b',
  "it's",
  '"quoted"',
  `'both' "kinds"`,
  'back\\slash \\n \\x41',
  '\ttab first',
  'tab last\t',
  'tab\tinside',
  '  two blanks first',
  'two blanks last  ',
  'line\nline',
  'line\n',
  'line\n\n',
  '\nline',
  '\n',
  '\n\n',
  ' indented\nline',
  '\tindented\nline',
  'a\n  b\n    c\n',
  'trailing  \nblanks \t\nhere  ',
  'blank\n\n\nlines\nbetween\n',
  'last line is blanks\n   ',
  'last line is blanks\n   \n',
  '# comment\nline\n',
  '--- \nline',
  'a\n---\nb\n',
  'a\n...\nb\n',
  'carriage\rreturn',
  'dos\r\nlines\r\n',
  'next\u0085line',
  'line\u2028separator',
  'paragraph\u2029separator\nand line',
  '\ufeffmark first',
  'mark\ufeffinside',
  'nul\u0000 escape\u001b delete\u007f',
  'no-break\u00a0space\u00a0',
  'emoji 🤖👩‍💻',
  'accents é ü ß 漢字 עברית',
  'a'.repeat(300),
  `${'word '.repeat(60)}end`,
  'x'.repeat(81).concat('\n', 'y '.repeat(90)),
];

const pieces = [...' \t\n\r:#-?,[]{}&*!|>\'"%@`\\=~<ab0.', '\u2028', '\u0085', '🤖', '\n  ', ': ', ' #', '\n\n'];

/** No text holds `${{`, which would be an expression. */
const plain = (text: string): string => text.replaceAll('${{', '$ {{');

export const anyText: fc.Arbitrary<string> = fc
  .oneof(
    { weight: 4, arbitrary: fc.constantFrom(...nasty) },
    { weight: 4, arbitrary: fc.string({ unit: fc.constantFrom(...pieces), maxLength: 12 }) },
    { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 8 }) },
  )
  .map(plain);

export const someText: fc.Arbitrary<string> = anyText.map((text) => (text === '' ? 'text' : text));

const alternatives = Array.from({ length: 20 }, (_, index) => `github.ref == 'refs/heads/release-${index}'`).join(
  ' || ',
);
/** The bare expressions; one is longer than any line should be, one starts as a tag of YAML does. */
export const conditions: fc.Arbitrary<string> = fc.constantFrom(
  'true',
  'false',
  "github.ref == 'refs/heads/main'",
  "!startsWith(github.ref, 'refs/tags/')",
  "github.actor == 'it''s: #1'",
  'success()',
  alternatives,
);
export const expressions: fc.Arbitrary<string> = fc.constantFrom(
  '${{ github.ref }}',
  "${{ format('{0}: # {{1}}', github.sha) }}",
  `\${{ ${alternatives} }}`,
  '${{ github.repository }}-${{ github.run_id }}',
);
export const mixedText: fc.Arbitrary<string> = fc.oneof(
  { weight: 5, arbitrary: anyText },
  { weight: 1, arbitrary: expressions },
);
export const scalars = fc.oneof<[fc.Arbitrary<string>, fc.Arbitrary<number>, fc.Arbitrary<boolean>]>(
  mixedText,
  fc.oneof(fc.integer(), fc.double({ noNaN: true, noDefaultInfinity: true })),
  fc.boolean(),
);
