/** Reports a workflow file that is too large for GitHub to run. */
import type { Finding, LintInput, Rule } from '../rule.ts';
import { isYaml } from '../spelling.ts';

// Source: https://docs.github.com/actions/reference/limits
const most = 512_000;
/** From here on the next few jobs are too many. */
const nearly = 480 * 1024;

export const fileSize: Rule = {
  id: 'file-size',
  // https://docs.github.com/actions/reference/limits
  why: 'GitHub starts no run for a workflow file of more than 500 KB, and tells nobody: schedules stop, and pushes start nothing.',
  *check({ document, text }: LintInput): Generator<Finding> {
    const size = Buffer.byteLength(text ?? '');
    if (document.kind !== 'workflow' || size <= nearly) return;
    const place = document.source?.locate();
    const over = size > most;
    yield {
      message: `the file has ${number(size)} bytes, and GitHub starts no run for one of more than ${number(most)}`,
      node: document,
      path: '',
      source: place && isYaml(document) ? { ...place, line: 1, column: 1 } : place,
      severity: over ? 'error' : 'warning',
      hint: 'move scripts into files of the repository, and jobs into reusable workflows',
    };
  },
};

const number = (value: number): string => value.toLocaleString('en-US');
