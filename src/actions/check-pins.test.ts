import { describe, expect, it } from 'vitest';
import { builtinActions, generateActions } from './builtin.ts';
import { checkPins } from './check-pins.ts';
import { lockOf } from './lock.ts';

const lock = lockOf(builtinActions);
const files = (await generateActions()).filter(({ path }) => path.endsWith('.ts'));
const sources = files.map(({ path, text }) => ({ file: `generated/${path}`, text }));
const checkout = sources.find(({ file }) => file.endsWith('/checkout.ts'));
const sha = '3d3c42e5aac5ba805825da76410c181273ba90b1';

/** The findings for the binding of checkout with one text in it changed. */
function findings(from: string | RegExp, to: string) {
  const text = checkout?.text.replace(from, to) ?? '';
  expect(text).not.toBe(checkout?.text);
  return checkPins(lock, [{ file: 'checkout.ts', text }]);
}

describe('checkPins', () => {
  it('has nothing to say of what was generated', () => {
    expect(checkPins(lock, sources)).toEqual([]);
  });

  it('reads a binding that a formatter went over', () => {
    expect(findings(/'/g, '"')).toEqual([]);
    expect(findings(/\n\s+(?=\w+: |\})/g, ' ')).toEqual([]);
    expect(findings(/\n/g, '\r\n')).toEqual([]);
  });

  it('points at another commit', () => {
    expect(findings(sha, 'f'.repeat(40))).toEqual([
      {
        severity: 'error',
        code: 'pin-mismatch',
        message: `actions/checkout is pinned to the sha ${'f'.repeat(40)}, the lock says ${sha}`,
        source: { file: 'checkout.ts', line: 52, column: 12 },
        hint: 'bindings and lock are generated together: generate both again',
      },
    ]);
  });

  it('points at another tag', () => {
    const [finding] = findings("tag: 'v7.0.1'", "tag: 'v6.0.0'");
    expect(finding).toMatchObject({ code: 'pin-mismatch', source: { line: 53, column: 12 } });
    expect(finding?.message).toBe('actions/checkout is pinned to the tag v6.0.0, the lock says v7.0.1');
  });

  it('points at an action that the lock does not have', () => {
    const [finding] = findings("uses: 'actions/checkout'", "uses: 'actions/chekout'");
    expect(finding).toMatchObject({
      message: 'actions/chekout is not in the lock',
      source: { line: 51, column: 13 },
      hint: 'did you mean "actions/checkout"?',
    });
    expect(findings("uses: 'actions/checkout'", "uses: 'constructor'")).toHaveLength(1);
  });

  it.each([
    ['a name instead of the commit', `'${sha}'`, 'latest'],
    ['a commit put together', `'${sha}'`, `'${sha}' + ''`],
    ['a second commit', `sha: '${sha}',`, `sha: '${sha}', sha: '${'f'.repeat(40)}',`],
    ['a commit in a comment', `sha: '${sha}',`, `/* sha: '${sha}', */ sha: '${'f'.repeat(40)}',`],
    ['a spread', `sha: '${sha}',`, `sha: '${sha}', ...other,`],
    ['no literal at all', /action\(\s*\{[^}]*\}/, 'action(pin'],
    ['no call at all', 'return action(', 'return other('],
  ])('refuses a pin that can not be read: %s', (_, from, to) => {
    expect(findings(from, to)).toEqual([
      expect.objectContaining({ code: 'pin-mismatch', message: 'the binding has no pin that can be read' }),
    ]);
  });
});
