import { describe, expect, it } from 'vitest';
import { patternSchema } from '../cases/pattern.ts';
import { describePattern } from './describe-pattern.ts';

describe('describePattern', () => {
  it.each([
    ['^ls$', '/^ls$/'],
    [{ regex: 'a' }, '/a/'],
    [{ program: 'find', flags: ['-delete'] }, 'find -delete'],
    [{ program: { glob: 'mkfs*' }, some_operand: ['/dev/sda', { glob: '/dev/nvme*' }] }, 'mkfs* /dev/sda|/dev/nvme*'],
    [{ program: 'curl', pipe_to: { program: 'sh|bash' } }, 'curl | sh|bash'],
    [{ program: 'curl', inside: { program: 'eval' } }, 'curl inside eval'],
    [{ program: 'ls', operands: ['src', { optional: '.' }] }, 'ls src'],
    [{ flags: [{ option: '-F|--form', value: { glob: '*.env' } }] }, '-F|--form *.env'],
    [{ redirect: '> a' }, '> a'],
    [{ program: 'grep', operands: ['', { regex: 'x' }] }, "grep '' /x/"],
    [{ without: ['-a'] }, 'any command'],
  ])('%j is %s', (pattern, expected) => {
    expect(describePattern(patternSchema.parse(pattern))).toBe(expected);
  });
});
