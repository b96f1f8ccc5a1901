/** What the text of a script shows of the outputs that it writes. */
import { describe, expect, it } from 'vitest';
import { mayWrite, writtenNames } from './script-outputs.ts';

describe('mayWrite', () => {
  it.each([
    ['echo "lane=b" >> "$GITHUB_OUTPUT"', undefined],
    ['echo lane=b >> $GITHUB_OUTPUT', undefined],
    ['{ echo \'lane<<EOF\'; cat lane.txt; echo EOF; } >> "$GITHUB_OUTPUT"', undefined],
    ['( delimiter="x"; printf \'%s<<%s\\n\' lane "$delimiter"; printf \'%s\\n\' "$V" ) >> "$GITHUB_OUTPUT"', undefined],
    ['printf "%s=%s\\n" lane "$V" >> "$GITHUB_OUTPUT"', undefined],
    ['echo "::set-output name=lane::b"', undefined],
    ['echo lane=b>>%GITHUB_OUTPUT%', 'cmd'],
    ['Add-Content $env:GITHUB_OUTPUT "lane=b"', 'pwsh'],
    ["print('lane', 1, sep='=', file=open(os.environ['GITHUB_OUTPUT'], 'a'))", 'python'],
  ])('finds lane in %s', (run, shell) => {
    expect(mayWrite({ kind: 'run', run, shell }, 'lane')).toBe(true);
  });

  it.each([
    ['make lane', undefined],
    ['lane=b make', undefined],
    ['echo "lanes=b" >> "$GITHUB_OUTPUT"', undefined],
    ['echo "sub-lane=b" >> "$GITHUB_OUTPUT"', undefined],
    ['test lane == b; echo "x=1" >> "$GITHUB_OUTPUT"', undefined],
    ["print('tag')  # GITHUB_OUTPUT", 'python'],
  ])('does not find it in %s', (run, shell) => {
    expect(mayWrite({ kind: 'run', run, shell }, 'lane')).toBe(false);
  });
});

it('lists the names that a script writes', () => {
  expect(writtenNames('echo "a=1" >> $GITHUB_OUTPUT; core.setOutput("b", 2)')).toEqual(['a', 'b']);
});
