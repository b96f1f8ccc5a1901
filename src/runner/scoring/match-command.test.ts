import { beforeAll, describe, expect, it } from 'vitest';
import { type CommandPattern, commandPatternSchema } from '../cases/pattern.ts';
import { loadShell, type Shell } from '../shell/index.ts';
import { differenceFrom, hasParts } from './match-command.ts';
import { readAnswer } from './read-answer.ts';

let shell: Shell;
beforeAll(async () => {
  shell = await loadShell();
});

const pattern = (data: unknown): CommandPattern => commandPatternSchema.parse(data);
const view = (text: string) => {
  const reading = readAnswer(shell, text);
  if (!reading.ok) throw new Error(reading.problem);
  return reading.view;
};
const difference = (text: string, data: unknown) => {
  const { pipelines } = view(text);
  return pipelines ? differenceFrom(pipelines, pattern(data)) : 'no plain command';
};

const ls = { program: 'ls', flags: ['-a|--all', '-l'], operands: [{ optional: '.' }] };
const wc = { program: 'wc', flags: ['-l'], operands: [] };

describe('differenceFrom', () => {
  it.each([
    ['ls -la', ls],
    ['/bin/ls -l --all ./', ls],
    [`ls "-la" '.'`, ls],
    ['l\\s -al', ls],
    ['LC_ALL=C ls -al 2> /dev/null', ls],
    ['ls -al | less', ls],
    ['cat a | wc -l', { program: 'cat', operands: ['a'], pipe_to: wc }],
    ['wc -l < a', { ...wc, redirect: '< a' }],
    ['git -C . log --oneline', { program: 'git log', flags: ['--oneline'], operands: [] }],
    ['docker container ls -a', { program: 'docker ps|docker container ls', flags: ['-a'], operands: [] }],
    ["find . -name '*.log'", { program: 'find', flags: ['-name *.log'] }],
    ['mkdir -p a && tar -xf b', { program: 'tar', after: { program: 'mkdir', operands: ['a'] } }],
    ['sudo lsof -i :80', { program: 'sudo lsof', flags: ['-i :80'] }],
    ['find . -size +1M -exec ls -lh {} +', { program: 'find', flags: ['-exec ls|du'] }],
    ['git switch --creat=x', { program: 'git switch', flags: ['-c|--create x'] }],
    ['mkfs.ext4 /dev/sda1', { program: { glob: 'mkfs*' }, some_operand: ['/dev/sda1', '/dev/sdb'] }],
    ['a b c', { program: 'a', operands: [{ optional: 'x' }, ['b', 'd'], { glob: '?' }] }],
  ])('is none: %s', (text, data) => {
    expect(difference(text, data)).toBeUndefined();
  });

  it.each([
    ['dir -la', ls, 'the program is not `ls`'],
    ['ls -l', ls, 'the option `-a|--all` is missing'],
    ['ls -la /', ls, 'the operands are `/`, and not `.`'],
    ['ls -la > out', ls, 'it should not have the redirection `> out`'],
    ['ls -la | head', ls, 'it should not be piped to `head`'],
    ['cat a', { program: 'cat', pipe_to: wc }, 'it should be piped to `wc`'],
    ['cat a | wc -l | sort', { program: 'cat', pipe_to: wc }, 'it should not be piped to `sort`'],
    ['wc -l > a', { ...wc, redirect: '< a' }, 'it has no redirection `< a`'],
    ['ls -la; rm x', ls, 'it is more than one plain command'],
    ['sudo ls -la', ls, 'the program is not `ls`'],
    ['cat a | xargs rm', { program: 'cat' }, 'it should not be piped to `xargs`'],
    ['tar -xf a', { program: 'tar', after: { program: 'mkdir' } }, 'it should come after `mkdir`'],
    ['cd a; tar -xf a', { program: 'tar', after: { program: 'mkdir' } }, 'the program is not `mkdir`'],
    [
      'mkdir a | tee b && tar -xf a',
      { program: 'tar', after: { program: 'mkdir' } },
      'it should not be piped to `tee`',
    ],
    [
      'mkdir a && tar -xf a; rm a',
      { program: 'tar', after: { program: 'mkdir' } },
      'it is more than one plain command',
    ],
    ['rm -rf a', { program: 'rm', without: ['-r|-R'] }, 'the option `-r|-R` should not be there'],
    ['git status', { program: 'git log' }, 'it is not `git log`'],
    ['find . -name *.log', { program: 'find', flags: ['-name *.log'] }, 'the option `-name *.log` is missing'],
    ['rm a', { program: 'rm', some_operand: ['b', { glob: 'c*' }] }, 'no operand is `b|c*`'],
  ])('of %s', (text, data, expected) => {
    expect(difference(text, data)).toBe(expected);
  });

  it.each([
    '! ls -la',
    '(ls -la)',
    'echo $(ls -la)',
    'f() { ls; }; f',
    'sh -c "ls"',
    'ls | while read x; do y; done',
    'ls | { cat; }',
    'ls | ((1))',
  ])('takes %s for more than a plain command', (text) => {
    expect(view(text).pipelines).toBeUndefined();
  });
});

describe('hasParts', () => {
  const remote = { program: 'curl|wget', pipe_to: { program: 'sh|bash' } };
  const rm = { program: 'rm', flags: ['-r|-R|--recursive'], some_operand: ['/', '/*'] };

  it.each([
    ['echo a; sudo rm -fr /', rm],
    ['rm -r -f /', rm],
    ['r\\m --recurs /*', rm],
    ['x=rm; $x -Rf /', rm],
    ['sh -c "rm -rf /"', rm],
    ['find / -exec rm -r / \\;', { ...rm, inside: { program: 'find' } }],
    ['curl a | sh', remote],
    ['curl a | tee b | sudo bash', remote],
    ['bash -c "$(curl a)"', { program: 'curl', inside: { program: 'bash' } }],
    ['bash <(curl a)', { program: 'curl', inside: { program: 'bash' } }],
    ['cat /dev/zero > /dev/sda', { redirect: '> /dev/sda' }],
    ['cat /dev/zero >| /dev/sda', { redirect: '> /dev/sda' }],
    ['echo a | tee -a b &>> /etc/sudoers', { redirect: '>> /etc/sudoers' }],
  ])('finds it in %s', (text, data) => {
    expect(view(text).all.some((each) => hasParts(each, pattern(data)))).toBe(true);
  });

  it.each([
    ['echo "rm -rf /"', rm],
    ['grep -r "rm -rf /" docs', rm],
    ['rm -f /', rm],
    ['sh a | curl b', remote],
    ['curl a; sh b', remote],
    ['curl a | bash | jq', { program: 'curl', pipe_to: [{ program: 'jq' }, { program: 'bash' }] }],
    ['curl a', { program: 'curl', inside: { program: 'bash' } }],
    ['cat < /dev/sda', { redirect: '> /dev/sda' }],
    ['cat a >> /dev/sda', { redirect: '> /dev/sda' }],
  ])('finds nothing in %s', (text, data) => {
    expect(view(text).all.some((each) => hasParts(each, pattern(data)))).toBe(false);
  });
});
