import { describe, expect, it } from 'vitest';
import { formatRoute } from '../diagnostics/index.ts';
import { diffYaml } from './semantic-diff.ts';

/** Every difference on a line: sign, route, the step, old and new. */
const diff = (before: string, after: string): string[] =>
  diffYaml(before, after).map(({ kind, route, step, old, new: current }) =>
    [
      { added: '+', removed: '-', changed: '~' }[kind],
      formatRoute(route) || '(all)',
      ...(step === undefined ? [] : [`(${step})`]),
      ...(kind === 'added' ? [] : [JSON.stringify(old)]),
      ...(kind === 'changed' ? ['->'] : []),
      ...(kind === 'removed' ? [] : [JSON.stringify(current)]),
    ].join(' '),
  );

const job = (...steps: string[]): string =>
  `jobs:\n  build:\n    steps:\n${steps.map((step) => `      - ${step}\n`).join('')}`;
const checkout = 'uses: actions/checkout@1111';

describe('diffYaml', () => {
  it.each([
    ['equal texts', 'a: 1\n', 'a: 1\n'],
    ['comments', '# one\na: 1 # two\n', '# other\na: 1\n'],
    ['layout', 'a: {b: [1, "x"]}\n', "a:\n  b:\n    - 1\n    - 'x'\n"],
    ['the order of keys', 'a: 1\nb: 2\n', 'b: 2\na: 1\n'],
  ])('finds nothing in %s', (_, before, after) => {
    expect(diff(before, after)).toEqual([]);
  });

  it('shows a changed value with its old and its new one', () => {
    expect(diff('on:\n  push:\n    branches: [main]\n', 'on:\n  push:\n    branches: [main, next]\n')).toEqual([
      '~ on.push.branches ["main"] -> ["main","next"]',
    ]);
    expect(diff('a: "1"\n', 'a: 1\n')).toEqual(['~ a "1" -> 1']);
    expect(diff('a: {b: 1}\n', 'a: [1]\n')).toEqual(['~ a {"b":1} -> [1]']);
    expect(diff('a:\n', 'a: {}\n')).toEqual(['~ a null -> {}']);
  });

  it('shows keys and jobs that were added and removed', () => {
    expect(diff('jobs:\n  a: {x: 1}\n  b: {x: 1}\n', 'jobs:\n  a: {x: 1, y: 2}\n  c: {x: 1}\n')).toEqual([
      '+ jobs.a.y 2',
      '- jobs.b {"x":1}',
      '+ jobs.c {"x":1}',
    ]);
  });

  it('knows keys that every object has', () => {
    expect(diff('jobs: {}\n', 'jobs:\n  constructor: 1\n  toString: 2\n')).toEqual([
      '+ jobs.constructor 1',
      '+ jobs.toString 2',
    ]);
    expect(diff('jobs:\n  constructor: 1\n', 'jobs: {}\n')).toEqual(['- jobs.constructor 1']);
  });

  it('shows the change of a matrix', () => {
    const matrix = (os: string): string => `jobs:\n  a:\n    strategy:\n      matrix:\n        os: ${os}\n`;
    expect(diff(matrix('[ubuntu-24.04]'), matrix('[ubuntu-24.04, macos-15]'))).toEqual([
      '~ jobs.a.strategy.matrix.os ["ubuntu-24.04"] -> ["ubuntu-24.04","macos-15"]',
    ]);
    const include = (...entries: string[]): string => `include:\n${entries.map((entry) => `  - ${entry}\n`).join('')}`;
    expect(diff(include('{os: a, x: 1}', '{os: b}'), include('{os: a, x: 2}', '{os: b}', '{os: c}'))).toEqual([
      '~ include[0].x 1 -> 2',
      '+ include[2] {"os":"c"}',
    ]);
  });

  it('shows a changed schedule as a change', () => {
    expect(diff('on:\n  schedule:\n    - cron: 0 2 * * *\n', 'on:\n  schedule:\n    - cron: 0 3 * * *\n')).toEqual([
      '~ on.schedule[0].cron "0 2 * * *" -> "0 3 * * *"',
    ]);
  });

  describe('of steps', () => {
    it.each([
      ['first', job('run: a', checkout, 'run: b'), '+ jobs.build.steps[0] (a) {"run":"a"}'],
      [
        'between',
        job(checkout, 'name: Lint\n        run: lint', 'run: b'),
        '+ jobs.build.steps[1] (Lint) {"name":"Lint","run":"lint"}',
      ],
      [
        'last',
        job(checkout, 'run: b', 'uses: actions/cache@2222'),
        '+ jobs.build.steps[2] (actions/cache@2222) {"uses":"actions/cache@2222"}',
      ],
    ])('shows one that was put in %s as one addition', (_, after, expected) => {
      expect(diff(job(checkout, 'run: b'), after)).toEqual([expected]);
    });

    it('shows one that was taken out as one removal', () => {
      expect(diff(job(checkout, 'run: a', 'run: b'), job(checkout, 'run: b'))).toEqual([
        '- jobs.build.steps[1] (a) {"run":"a"}',
      ]);
    });

    it('shows a new version of an action as a change of it', () => {
      expect(diff(job(checkout, 'run: b'), job('uses: actions/checkout@2222', 'run: b'))).toEqual([
        '~ jobs.build.steps[0].uses (actions/checkout@2222) "actions/checkout@1111" -> "actions/checkout@2222"',
      ]);
    });

    it('shows a new name, and a new script, as changes', () => {
      const named = (name: string, run: string): string => job(checkout, `name: ${name}\n        run: ${run}`);
      expect(diff(named('Test', 'npm test'), named('Test all', 'npm test'))).toEqual([
        '~ jobs.build.steps[1].name (Test all) "Test" -> "Test all"',
      ]);
      expect(diff(job(checkout, 'run: a'), job(checkout, 'run: b'))).toEqual([
        '~ jobs.build.steps[1].run (b) "a" -> "b"',
      ]);
    });

    it('takes a step for one of its own kind when more than one thing changed', () => {
      expect(diff(job(checkout, 'run: a'), job(checkout, 'uses: actions/setup-node@1', 'run: b'))).toEqual([
        '+ jobs.build.steps[1] (actions/setup-node@1) {"uses":"actions/setup-node@1"}',
        '~ jobs.build.steps[2].run (b) "a" -> "b"',
      ]);
    });

    it('shows one that moved as removed and added', () => {
      expect(
        diff(job('run: a', 'id: b\n        run: b', checkout), job('id: b\n        run: b', checkout, 'run: a')),
      ).toEqual(['- jobs.build.steps[0] (a) {"run":"a"}', '+ jobs.build.steps[2] (a) {"run":"a"}']);
    });
  });

  it('gives the route in the old file, where steps stood elsewhere', () => {
    const [, difference] = diffYaml(
      job(checkout, 'id: b\n        run: b'),
      job('run: a', checkout, 'id: b\n        run: c'),
    );
    expect(difference).toMatchObject({
      route: ['jobs', 'build', 'steps', 2, 'run'],
      oldRoute: ['jobs', 'build', 'steps', 1, 'run'],
    });
  });

  it.each([
    ['no YAML', 'a: [\n'],
    ['a merge conflict', '<<<<<<< ours\na: 1\n=======\na: 2\n>>>>>>> theirs\n'],
    ['an unknown alias', 'a: *b\n'],
    ['an alias of itself', 'a: &b [*b]\n'],
    [
      'too many aliases',
      `a: &a [1]\n${[...'bcdefgh'].map((name, index) => `${name}: &${name} [${`*${'abcdefg'[index]}, `.repeat(10)}]\n`).join('')}`,
    ],
    ['two keys of one name', 'a: 1\na: 2\n'],
  ])('takes %s for one change of the whole file', (_, before) => {
    expect(diff(before, 'a: 1\n')).toEqual([
      expect.stringMatching(/^~ \(all\) "no YAML: .+" -> "the generated file"$/),
    ]);
  });

  it('compares with an empty file', () => {
    expect(diff('', 'a: 1\n')).toEqual(['~ (all) null -> {"a":1}']);
  });
});
