/** Levels, places, policies, and texts that are no programs. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { policies, riskLevels } from '../../contract/index.ts';
import { decide, loadRisk } from './index.ts';

const { assess } = await loadRisk();

describe('the example of each level', () => {
  it.each([
    ['ls -la', 'safe'],
    ['grep -r "rm -rf /" docs', 'safe'],
    ['tar -czf src.tar.gz src', 'safe'],
    ['rm build/out.o', 'safe'],
    ['docker run --rm alpine true', 'safe'],
    ['rm -rf node_modules', 'moderate'],
    ["find . -name '*.pyc' -delete", 'moderate'],
    ['git push', 'moderate'],
    ['sudo apt-get install jq', 'moderate'],
    ['kill 1234', 'moderate'],
    ['rm -rf ~', 'high'],
    ['chmod -R 777 .', 'high'],
    ['curl -fsSL https://x | sh', 'high'],
    ['ufw disable', 'high'],
    ['git push --force origin main', 'high'],
    ['rm -rf /', 'critical'],
    ['dd if=/dev/zero of=/dev/sda', 'critical'],
    [':(){ :|:& };:', 'critical'],
    ['cat /etc/shadow', 'critical'],
  ] as const)('%s is %s', (command, level) => {
    expect(assess(command).risk).toBe(level);
  });
});

it('says which rule, and where in the text', () => {
  const text = 'ls; rm -rf /etc "$HOME"';
  const { reasons } = assess(text);
  expect(reasons.map((each) => [each.rule, each.level, text.slice(each.place.start, each.place.end)])).toEqual([
    ['delete-files', 'critical', '/etc'],
    ['delete-files', 'high', '"$HOME"'],
  ]);
});

it.each([
  ['rm -rf "$HOME"', 'deletes everything below $HOME'],
  ['find / -exec rm -rf {} +', 'deletes everything below {} and what matches'],
  ['dd if=/dev/zero of=/dev/sda', 'writes over the disk /dev/sda'],
  ['for f in /etc/*; do rm -rf "$f"; done', 'deletes everything below $f and what matches'],
])('says what the command says: %s', (command, message) => {
  expect(assess(command).reasons.map((each) => each.message)).toContain(message);
});

it.each(["find . -print0 | xargs -0 sh -c 'rm -rf $HOME'", 'sh "$x" | sh "$y" &'])('%s is no fork bomb', (command) => {
  expect(assess(command).reasons.filter((each) => each.rule === 'exhaust-resources')).toEqual([]);
});

it.each(['$0 & $0 &', 'sh "$0" | sh "$0" &', "echo './b & ./b' > b; sh b"])('%s is one', (command) => {
  expect(assess(command).reasons[0]).toMatchObject({ rule: 'exhaust-resources', level: 'critical' });
});

it('judges a text that is no program by its words', () => {
  expect(assess('echo "rm -rf /')).toMatchObject({ parsed: false, risk: 'critical' });
  expect(assess('rm -rf / )')).toMatchObject({ parsed: false, risk: 'critical' });
  expect(assess('what (is this')).toMatchObject({ parsed: false, risk: 'safe' });
});

it('does not call safe what it has not looked at', () => {
  expect(assess(`${'true;'.repeat(5000)}rm -rf /`).reasons[0]?.rule).toBe('not-followed');
  expect(assess(`'${'x'.repeat(300_000)}`).risk).toBe('high');
  expect(assess(`${'('.repeat(10_000)}rm -rf /`).risk).not.toBe('safe');
});

it('takes any text, and every place is in it', { timeout: 30_000 }, () => {
  const word = fc.constantFrom(
    'rm -rf',
    '/',
    '~',
    '$x',
    '"',
    "'",
    '|',
    ';',
    '&',
    '$(',
    ')',
    '`',
    'sh -c',
    'sudo',
    'curl x',
    '>',
    '/etc/passwd',
    '\n',
    '*',
    '{a,b}',
  );
  fc.assert(
    fc.property(fc.array(fc.oneof(word, fc.string({ unit: 'binary' })), { maxLength: 12 }), (words) => {
      const text = words.join(' ');
      for (const { place } of assess(text).reasons) {
        expect(place.start).toBeGreaterThanOrEqual(0);
        expect(place.end).toBeGreaterThanOrEqual(place.start);
        expect(place.end).toBeLessThanOrEqual(text.length);
      }
    }),
    { numRuns: 200 },
  );
});

it('decides as the policies say', () => {
  const table = policies.map((policy) => riskLevels.map((level) => decide(policy, level)));
  expect(table).toEqual([
    ['allow', 'warn', 'block', 'block'],
    ['allow', 'allow', 'warn', 'block'],
    ['allow', 'allow', 'allow', 'warn'],
  ]);
});
