/** Checks test cases against themselves: their known answers prove their patterns right. */
import { type Diagnostic, formatRoute } from '../../../diagnostics/index.ts';
import { loadJudge, loadProof } from '../../scoring/index.ts';
import type { CaseFile } from '../read-cases.ts';
import { rules } from './registry.ts';
import type { LintRule, Problem } from './rule.ts';

/**
 * Runs every rule on files with cases, with the real judge under the strict policy.
 *
 * @returns findings with their places, file by file and from top to bottom
 * @example
 * const { files, findings } = await readCases(['fixtures/prompts'], { root });
 * const all = [...findings, ...(await lintCases(files))];
 */
export async function lintCases(files: readonly CaseFile[]): Promise<Diagnostic[]> {
  const [{ judge }, prove] = await Promise.all([loadJudge({ policy: 'strict' }), loadProof()]);
  const found = rules.flatMap((rule) => rule.check({ files, judge, prove }).map((problem) => ({ rule, problem })));
  const order = (file: CaseFile): number => files.indexOf(file);
  return found
    .map(({ rule, problem }) => ({ order: order(problem.file), finding: toDiagnostic(rule, problem) }))
    .sort((one, other) => one.order - other.order || lineOf(one.finding) - lineOf(other.finding))
    .map(({ finding }) => finding);
}

function toDiagnostic({ id }: LintRule, { file, route, message, hint, severity = 'error' }: Problem): Diagnostic {
  const source = { file: file.file, ...file.placeOf(route) };
  return { severity, code: id, message, source, path: formatRoute(route), ...(hint === undefined ? {} : { hint }) };
}

const lineOf = ({ source }: Diagnostic): number => source?.line ?? 0;
