import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseCases } from '../cases/read-cases.ts';
import type { GroundedCase } from '../cases/test-case.ts';
import { judgeGrounded, saysAbsent } from './judge-grounded.ts';
import { hasWords } from './match-statement.ts';
import { unsupportedWords } from './unsupported.ts';

const text = `cases:
  - id: port
    kind: grounded
    category: in-context
    context: SSH listens on port 2200, and keeps three sessions in /srv/ssh.
    prompt: On which port does SSH listen?
    expected_patterns: [{ says: ['2200'] }, '^port[: ]2200']
    forbidden_patterns: [{ says: /srv/ssh }, { regex: 'three', ignore_case: true }]
    known_good: ['2200']
    known_bad: ['22']
  - id: owner
    kind: grounded
    category: not-in-context
    context: SSH listens on port 2200.
    prompt: Who is the administrator?
    should_decline: true
    known_good: [The context does not say.]
    known_bad: [Ann.]
`;
const [port, owner] = (parseCases(text, 'x.yaml').files[0]?.cases ?? []) as [GroundedCase, GroundedCase];

describe('an answer from a context', () => {
  it.each([
    ['SSH listens on port 2200.', 'right', undefined],
    ['2200', 'right', undefined],
    ['On **2200**, as the context says.', 'right', undefined],
    ['Port 22.', 'wrong', 'it says "22", which the context does not'],
    ['Port 2200, or 22.', 'wrong', 'it says "22", which the context does not'],
    ['Port 2200, says Admin Smith.', 'wrong', 'it says "Admin", which the context does not'],
    ['Port 2200, in /srv/ssh.', 'wrong', 'it says "/srv/ssh", which is something else'],
    ['Port 2200, for Three.', 'wrong', 'it says /three/, which is something else'],
    ['Some port.', 'wrong', 'it does not say "2200" or /^port[: ]2200/'],
    ['The context does not say.', 'refused', 'it declines, and the context has the answer'],
    ['', 'empty', 'it is empty'],
    ['2200 '.repeat(100_000), 'unparsable', 'it has 499999 characters'],
  ])('%.40j is %s', (answer, verdict, reason) => {
    const judgement = judgeGrounded(port, answer);
    expect([judgement.verdict, judgement.reasons[0]]).toEqual([verdict, reason]);
  });

  it.each([
    ['The context does not say.', 'right', undefined],
    ["I don't know who the administrator is.", 'right', undefined],
    ['It is not stated, but port 2200 is.', 'right', undefined],
    ['Ann is the administrator.', 'wrong', 'it answers, and the context does not have the answer'],
    ['It is not stated; ask Ann Smith.', 'wrong', 'it says "Ann", which the context does not'],
    ['It does not say; call 555.', 'wrong', 'it says "555", which the context does not'],
  ])('%j is %s where there is no answer', (answer, verdict, reason) => {
    const judgement = judgeGrounded(owner, answer);
    expect([judgement.verdict, judgement.reasons[0]]).toEqual([verdict, reason]);
  });

  it('is judged, whatever it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (answer) => {
        expect(['wrong', 'empty', 'refused']).toContain(judgeGrounded(port, answer).verdict);
      }),
    );
  });
});

describe('saysAbsent', () => {
  it.each([
    'The text does not mention it.',
    'That is not stated.',
    'I don’t know.',
    'No date is given.',
    'sync has no option --turbo.',
    'It cannot be determined from the context.',
    'Unknown.',
    "The context doesn't say.",
  ])('is true of %j', (text) => {
    expect(saysAbsent(text)).toBe(true);
  });

  it.each([
    'No.',
    'No, the backup is encrypted by the host.',
    'There is no doubt that it is encrypted.',
    'Unencrypted backups are not allowed, so it is encrypted.',
    'The backup is encrypted; the key is unknown.',
  ])('is false of the answer %j', (text) => {
    expect(saysAbsent(text)).toBe(false);
  });

  it.each(['There is no mention of it.', 'It is not stated.', "The text doesn't include it."])(
    'is true of the absence in %j',
    (text) => {
      expect(saysAbsent(text)).toBe(true);
    },
  );

  it.each(['The port is 22.', 'It says so in the context.', 'Nothing listens there.', 'Knowing it helps.'])(
    'is false of %j',
    (text) => {
      expect(saysAbsent(text)).toBe(false);
    },
  );
});

describe('hasWords', () => {
  it.each([
    ['It is at 02:30.', '02:30', true],
    ['It is at 102:30.', '02:30', false],
    ['Version 3.1', '3', false],
    ['Version 3.', '3', true],
    ['In /data/logs.', '/data/logs', true],
    ['In /data/logs/app', '/data/logs', false],
    ['THREE   times', 'three times', true],
    ['threefold', 'three', false],
  ])('in %j, %j: %s', (text, words, expected) => {
    expect(hasWords(text, words)).toBe(expected);
  });
});

describe('unsupportedWords', () => {
  it('takes numbers in words and in digits for the same', () => {
    expect(unsupportedWords('It keeps 3 sessions.', port)).toEqual([]);
    expect(unsupportedWords('It keeps 4 sessions, with --keep.', port)).toEqual([
      'it says "4", which the context does not',
      'it says "--keep", which the context does not',
    ]);
  });
});
