/** Reports text of outsiders that a script writes where the runner reads variables for the steps to come. */
import { parseText } from '../../expressions/index.ts';
import { type Document, type StepSite, stepsOf } from '../../model/index.ts';
import { fieldsOf, hasExpression } from '../data-shapes.ts';
import type { Finding, LintInput, ParsedSite, Rule } from '../rule.ts';
import { scriptLines } from '../script-lines.ts';
import { untrustedIn } from '../untrusted-flow.ts';

export const untrustedEnvironment: Rule = {
  id: 'untrusted-environment',
  // Source: https://docs.github.com/actions/reference/security/secure-use#good-practices-for-mitigating-script-injection-attacks
  why: 'A line break in the text starts another variable in GITHUB_ENV, or another folder in GITHUB_PATH: with LD_PRELOAD or a program called git, whoever wrote the text runs code in every step that follows.',
  *check({ document }: LintInput): Generator<Finding> {
    for (const site of stepsOf(document)) {
      const { step, path } = site;
      if (step.kind !== 'run' || !/GITHUB_(?:ENV|PATH)/.test(String(step.run))) continue;
      for (const [name, said] of untrustedVariables(site, document)) {
        const line = scriptLines(step.run).find(({ text }) => writes(text, name));
        if (!line) continue;
        yield {
          message: `outsiders choose ${said}, and a line break in it sets any variable for the steps that follow`,
          node: step,
          key: 'run',
          path: `${path}.run`,
          offset: line.offset,
          hint: `write it to GITHUB_OUTPUT instead, or without line breaks: "$(printf '%s' "$${name}" | tr -d '\\n')"`,
          severity: 'warning',
        };
      }
    }
  },
};

/** Titles, names and branches are of one line. */
const mayBreakLines = /(?:^parts of|\.(?:body|message|description))/;

const writes = (line: string, name: string): boolean =>
  /GITHUB_(?:ENV|PATH)/.test(line) && new RegExp(`\\$\\{?${name}\\b`).test(line) && !/\btr\b/.test(line);

/** The variables around a step that hold text of outsiders, and where it comes from. */
function* untrustedVariables({ step, job }: StepSite, document: Document): Generator<readonly [string, string]> {
  const scopes = [document.kind === 'workflow' ? document.env : undefined, job?.env, 'env' in step ? step.env : {}];
  const variables = Object.assign({}, ...scopes.map(fieldsOf)) as Readonly<Record<string, unknown>>;
  const around = { node: step, step, job, place: 'step-env', key: 'env', path: '', condition: false } as const;
  for (const [name, value] of Object.entries(variables)) {
    if (!hasExpression(value) || !/^\w+$/.test(name)) continue;
    const text = String(value);
    const site: ParsedSite = { ...around, text, parsed: parseText(text) };
    for (const { tree } of site.parsed) {
      const found = tree ? untrustedIn(tree, site, document).find(({ said }) => mayBreakLines.test(said)) : undefined;
      if (found) yield [name, found.said];
    }
  }
}
