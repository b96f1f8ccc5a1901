/** What the npm package of GitHub's parser wrongly reports of files that GitHub itself runs. */
import type { PeerFinding } from './peer.ts';

export interface WrongReport {
  readonly message: RegExp;
  readonly why: string;
  /** A file that it is wrong about. */
  readonly example: string;
}

const job = (more: string): string =>
  `on: push\njobs:\n  a:\n    runs-on: ubuntu-24.04\n${more}    steps:\n      - run: a\n`;

export const wrongReports: readonly WrongReport[] = [
  {
    message: /^Unexpected value 'repository_dispatch'$/,
    why: 'its schema has no short form of this event, which the documentation shows',
    example: job('').replace('on: push', 'on: [push, repository_dispatch]'),
  },
  {
    message: /^Unexpected type 'BasicExpressionToken' encountered while reading '(?:job env|step env)'/,
    why: 'its schema takes an expression for a whole map, and its converter does not',
    example: job('    env: ${{ fromJSON(vars.ENV) }}\n'),
  },
  {
    message: /^Unexpected type 'BasicExpressionToken' encountered while reading 'services'/,
    why: 'as for env',
    example: job('    services: ${{ fromJSON(vars.SERVICES) }}\n'),
  },
  {
    message:
      /^Unexpected type 'NullToken' encountered while reading '(?:input configuration|workflow dispatch inputs)'/,
    why: 'an input without settings is a text, and GitHub takes no inputs at all for none',
    example: job('').replace('on: push', 'on:\n  workflow_dispatch:\n    inputs:\n      level:'),
  },
  {
    message: /^Cannot read propert|^[\w.]+ is not (?:a function|iterable)/,
    why: 'it stumbles over a key that every object of JavaScript has',
    example: job('').replace('on: push', 'on: { constructor: }'),
  },
];

/** What it says when it gave up on a job for another reason, which it or a rule has told. */
export const consequence = /^The workflow must contain at least one job with no dependencies/;

/** The reports that are right. */
export function withoutWrong(findings: readonly PeerFinding[]): PeerFinding[] {
  const isWrong = ({ message }: PeerFinding): boolean => wrongReports.some((wrong) => wrong.message.test(message));
  const wrong = findings.filter(isWrong);
  if (wrong.length === 0) return [...findings];
  // Of an empty value it says two things.
  const empty = new Set(wrong.map(({ line, column }) => `${line}:${column}`));
  return findings.filter(
    (finding) =>
      !isWrong(finding) &&
      !consequence.test(finding.message) &&
      !(finding.message === "Unexpected value ''" && empty.has(`${finding.line}:${finding.column}`)),
  );
}
