/** How indentation comes off. */
import { expect, it } from 'vitest';
import { dedent } from './dedent.ts';

it.each([
  [['\n    a\n      b\n    '], ['a\n  b']],
  [['a\n    b\n      c'], ['a\nb\n  c']],
  [['\n\n  \n    a\n\n    b\n\n'], ['a\n\nb']],
  [['\n\t\ta\n\t\t\tb\n\t'], ['a\n\tb']],
  [
    ['\n    ', '\n      b ', '\n    '],
    ['', '\n  b ', ''],
  ],
  [['\n  a\n   \n    b'], ['a\n \n  b']],
  [[''], ['']],
  [['\n  '], ['']],
  [['\n    cat <<EOF\n  a\n    EOF'], ['  cat <<EOF\na\n  EOF']],
])('%j gives %j', (pieces, expected) => expect(dedent(pieces)).toEqual(expected));
