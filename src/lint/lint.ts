/** Runs the rules over a document and collects what they find. */
import type { Diagnostic } from '../diagnostics/index.ts';
import type { Document } from '../model/index.ts';
import type { ActionCatalog } from './action-catalog.ts';
import { rules } from './registry.ts';
import { parseSites, toDiagnostic } from './rule.ts';

export interface LintOptions {
  readonly actions?: ActionCatalog | undefined;
  readonly labels?: readonly string[] | undefined;
}

/** Every finding about a document, in the order of its lines; those of one line in the order of the rules. */
export function lint(document: Document, { actions = {}, labels = [] }: LintOptions = {}): Diagnostic[] {
  const input = { document, expressions: parseSites(document), actions, labels };
  const findings = rules.flatMap((rule) => [...rule.check(input)].map((finding) => toDiagnostic(rule, finding)));
  const distinct = new Map(findings.map((finding) => [JSON.stringify(finding), finding]));
  return [...distinct.values()].sort(byPlace);
}

/** Sorting is stable: what stands on one line keeps the order of the rules. */
function byPlace({ source: left }: Diagnostic, { source: right }: Diagnostic): number {
  const [one = '', other = ''] = [left?.file, right?.file];
  if (one !== other) return one < other ? -1 : 1;
  return (left?.line ?? 0) - (right?.line ?? 0);
}
