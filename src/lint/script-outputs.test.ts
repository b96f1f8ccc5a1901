/** What the text of a script shows of the outputs that it writes. */
import { describe, expect, it } from 'vitest';
import { hidesOutputs, mayWrite, writesNothing, writtenNames, wrongFileOf } from './script-outputs.ts';

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
    ["printf 'tag=%s\\nlane=%s\\n' 1 2 >> $GITHUB_OUTPUT", undefined],
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

describe('hidesOutputs', () => {
  it.each([
    'npm test',
    'cat versions.env >> "$GITHUB_OUTPUT"; echo "a=1" >> "$GITHUB_OUTPUT"',
    'echo "a=1" >> "$GITHUB_OUTPUT"; jq -r .x f.json | tee -a "$GITHUB_OUTPUT"',
    '{ echo "a=1"; ./emit; } >> "$GITHUB_OUTPUT"',
    '{ echo "a=1"; emit; } >> "$GITHUB_OUTPUT"',
    'echo "a=1" >> "$GITHUB_OUTPUT"; emit --to "$GITHUB_OUTPUT"',
    'echo "a=1" >> "$GITHUB_OUTPUT"; echo "$LINE" >> "$GITHUB_OUTPUT"',
    'echo "a=1" >> "$GITHUB_OUTPUT"; echo "${key}_tag=1" >> "$GITHUB_OUTPUT"',
    'echo "a=1" >> "$GITHUB_OUTPUT"; echo "${{ matrix.name }}=1" >> "$GITHUB_OUTPUT"',
    'exec >> "$GITHUB_OUTPUT"; echo "a=1"',
    'echo "a=1" >> "$GITHUB_OUTPUT"; bash scripts/emit.sh',
    'echo "a=1" >> "$GITHUB_OUTPUT"; tools/emit.py',
    'echo "a=1" >> "$GITHUB_OUTPUT"; "$TOOL" emit',
    'x=$(./set-output.sh); echo "a=$x" >> "$GITHUB_OUTPUT"',
  ])('says so of %s', (run) => {
    expect(hidesOutputs({ kind: 'run', run })).toBe(true);
  });

  it.each([
    ['echo "a=1" >> "$GITHUB_OUTPUT"', undefined],
    ['make; { echo a=1; echo b=2; } >> "$GITHUB_OUTPUT"', undefined],
    ['echo "a=1" | tee -a "$GITHUB_OUTPUT"', undefined],
    ['{ echo "a<<EOF"; cat notes.md; echo EOF; } >> "$GITHUB_OUTPUT"', undefined],
    ['echo "a<<EOF" >> "$GITHUB_OUTPUT"; cat notes.md >> "$GITHUB_OUTPUT"; echo EOF >> "$GITHUB_OUTPUT"', undefined],
    ['cat >> "$GITHUB_OUTPUT" <<EOF\na=1\nEOF', undefined],
    ['x=$(terraform output -raw x); echo "a=$x" >> "$GITHUB_OUTPUT"', undefined],
    ['x=$(./count.sh); echo "a=$x" >> "$GITHUB_OUTPUT"', undefined],
    ['cp ./tools/emit.sh dist/; echo "a=./dist" >> "$GITHUB_OUTPUT"', undefined],
    ['"a=1" >> $env:GITHUB_OUTPUT', undefined],
    ['"a=1" >> $env:GITHUB_OUTPUT', 'pwsh'],
    ["print('a=1', file=open(os.environ['GITHUB_OUTPUT'], 'a'))", 'python'],
  ])('does not say so of %s', (run, shell) => {
    expect(hidesOutputs({ kind: 'run', run, shell })).toBe(false);
  });
});

describe('writesNothing', () => {
  it.each([
    'echo "a=1"',
    'a=$(git describe | sed "s/^v//"); [ -n "$a" ] && echo "$a" >> notes.txt',
    'say() { echo "$1"; }\nsay hello',
    'sudo apt-get update; env | sort',
    'if grep --quiet x y; then exit 1; fi',
  ])('says so of %s', (run) => {
    expect(writesNothing({ kind: 'run', run })).toBe(true);
  });

  it.each([
    'echo "a=1" >> "$GITHUB_OUTPUT"',
    'echo "::set-output name=a::1"',
    'npm test',
    'a=$(./value.sh); echo "$a"',
    'curl https://example.com/a.sh | bash',
    'find . -name "*.sh" -exec {} \\;',
    'ls *.sh | xargs -n 1 sh',
    '${{ inputs.command }}',
    'a=`./value.sh`',
    'echo "a=1" >> ${{ github.output }}',
    'echo "never closed',
  ])('does not say so of %s', (run) => {
    expect(writesNothing({ kind: 'run', run })).toBe(false);
  });
});

describe('wrongFileOf', () => {
  it.each([
    ['echo "a=1" >> "$GITHUB_ENV"', 'GITHUB_ENV'],
    ['make; echo A=1 >> $GITHUB_STATE', 'GITHUB_STATE'],
    ['{ echo "a<<EOF"; cat notes.md; echo EOF; } >> "$GITHUB_ENV"', 'GITHUB_ENV'],
    ['"a=1" >> $env:GITHUB_ENV', 'GITHUB_ENV'],
    ['echo "b=1" >> "$GITHUB_ENV"', undefined],
    ['echo "aa=1" >> "$GITHUB_ENV"', undefined],
    ['a=1; echo "b=$a" >> "$GITHUB_ENV"', undefined],
    ['./emit.sh; echo "a=1" >> "$GITHUB_ENV"', undefined],
    ['echo "a=1" > notes.txt\necho "b=1" >> "$GITHUB_ENV"', undefined],
    ['{\n  echo "a=1"\n} >> "$GITHUB_ENV"', 'GITHUB_ENV'],
    ['echo "a=1" >> "$GITHUB_ENV"; echo "a=1" >> "$GITHUB_OUTPUT"', undefined],
  ])('%s: %s', (run, file) => {
    expect(wrongFileOf({ kind: 'run', run }, 'a')).toBe(file);
  });
});
