/** Reports a download that saves the page of an error as if it were the file. */
import { stepsOf } from '../../model/index.ts';
import type { Finding, LintInput, Rule } from '../rule.ts';
import { scriptLines } from '../script-lines.ts';

export const uncheckedDownload: Rule = {
  id: 'unchecked-download',
  // Source: https://curl.se/docs/manpage.html#-f
  why: 'Without `--fail`, curl ends well when the server answers with an error: the page that says "not found" is saved under the name of the file, cached, and fails somewhere else.',
  *check({ document }: LintInput): Generator<Finding> {
    for (const { step, path } of stepsOf(document)) {
      if (step.kind !== 'run') continue;
      for (const { text, offset } of scriptLines(step.run)) {
        for (const { command, at } of curls(text)) {
          if (checksStatus(command) || !(savesFile(command) || isRun(text, at + command.length))) continue;
          yield {
            message: savesFile(command)
              ? 'curl saves the page of an error as if it were the file'
              : 'curl hands the page of an error on as if it were the script',
            node: step,
            key: 'run',
            path: `${path}.run`,
            offset: offset + at,
            hint: 'add --fail (-f): curl -fsSL …',
            severity: 'warning',
          };
        }
      }
    }
  },
};

function curls(line: string): { readonly command: string; readonly at: number }[] {
  const pattern = /(?:^|[\s;&|(])(curl\s[^;&|)]*)/g;
  return [...line.matchAll(pattern)].map((match) => ({
    command: match[1] ?? '',
    at: match.index + match[0].length - (match[1] ?? '').length,
  }));
}

/** Whether a shell gets what is downloaded. */
const isRun = (line: string, end: number): boolean =>
  /^\s*\|\s*(?:sudo\s+(?:-\S+\s+)*)?(?:bash|sh|zsh|python3?|node|tar)\b/.test(line.slice(end));

const savesFile = (command: string): boolean =>
  /\s(?:-[a-zA-Z]*[oO]\b|--output\b|--remote-name\b)|\s>{1,2}\s*[^&\s]/.test(command) &&
  !/(?:-o|--output[ =])\s*(?:\/dev\/null|-(?:\s|$))/.test(command);
const checksStatus = (command: string): boolean =>
  /\s(?:-[a-zA-Z]*f[a-zA-Z]*\b|--fail\b|--fail-with-body\b|--fail-early\b)/.test(command) ||
  /%\{(?:http_code|response_code)\}/.test(command);
