/** Switches rules off where the author says so, and tells of switches that do nothing. */
import { type Diagnostic, didYouMean } from '../diagnostics/index.ts';
import type { Document } from '../model/index.ts';
import type { Ignore } from '../yaml/comments.ts';
import { nodesOf } from './nodes.ts';

/** What the nodes of a document switch off. */
export function ignoresOf(document: Document): Ignore[] {
  return [...nodesOf(document)].flatMap(({ node, place, path }) =>
    Object.entries(node.ignore ?? {}).map(([rule, reason]) => ({ rule, reason, path, source: place.source?.locate() })),
  );
}

/** The findings that are left, and those about the switches themselves. */
export function applyIgnores(
  findings: readonly Diagnostic[],
  ignores: readonly Ignore[],
  rules: readonly string[],
): Diagnostic[] {
  if (ignores.length === 0) return [...findings];
  const used = new Set<Ignore>();
  const left = findings.filter((finding) => {
    const fitting = ignores.filter((ignore) => covers(ignore, finding));
    for (const ignore of fitting) used.add(ignore);
    return fitting.length === 0;
  });
  return [...left, ...ignores.flatMap((ignore) => problemsOf(ignore, used.has(ignore), rules))];
}

function covers({ rule, reason, path, line }: Ignore, finding: Diagnostic): boolean {
  if (rule !== finding.code || reason === '') return false;
  const at = finding.path ?? '';
  const inside = path === '' || at === path || (at.startsWith(path) && /^[.[]/.test(at.slice(path.length)));
  return inside || (line !== undefined && line === finding.source?.line);
}

function problemsOf({ rule, reason, path, source }: Ignore, used: boolean, rules: readonly string[]): Diagnostic[] {
  const problem = (message: string, hint: string): Diagnostic[] => [
    { severity: 'error', code: 'unused-ignore', message, source, path, hint },
  ];
  if (rule === '')
    return problem('the comment switches nothing off', 'write # pipewright: ignore[rule] and the reason');
  if (!rules.includes(rule)) return problem(`there is no rule "${rule}"`, didYouMean(rule, rules) ?? 'leave it out');
  if (reason === '')
    return problem(
      `"${rule}" is switched off without a reason`,
      'say why it does not hold here: the next reader will ask',
    );
  return used ? [] : problem(`"${rule}" is switched off here, and finds nothing here`, 'leave the switch out');
}
