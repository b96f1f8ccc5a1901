/** What a rule is: a name, and a function from a document to findings. */
import type { Diagnostic, Severity, SourceLocation } from '../diagnostics/index.ts';
import {
  accessesOf,
  type ExpressionNode,
  type ParsedExpression,
  parseExpression,
  parseText,
} from '../expressions/index.ts';
import { type Document, type ExpressionSite, expressionSites, type Node, type Workflow } from '../model/index.ts';
import type { ParsedYaml } from '../yaml-document/index.ts';
import type { ActionCatalog, ActionInputFacts } from './action-catalog.ts';

/** Everything a rule may look at. */
export interface LintInput {
  readonly document: Document;
  /** Every text with expressions, parsed once for all rules. */
  readonly expressions: readonly ParsedSite[];
  readonly actions: ActionCatalog;
  /** Labels of self-hosted and larger runners, from the configuration. */
  readonly labels: readonly string[];
  /** The other workflows and actions of the repository. */
  readonly repository: Repository;
  /** The file: the one that was read, or the one that will be written. */
  readonly text?: string | undefined;
  /** What the file says beside its data; absent for what was written in TypeScript. */
  readonly yaml?: ParsedYaml | undefined;
}

/** What a workflow can call by path, `./.github/workflows/x.yml`; each is undefined when nobody knows it. */
export interface Repository {
  workflow(path: string): Workflow | undefined;
  /** Whether there is certainly no such workflow. */
  lacksWorkflow(path: string): boolean;
  action(path: string): ActionInterface | undefined;
  /** The names of all workflows; undefined when some are unknown. */
  workflowNames(): readonly string[] | undefined;
}

/** What an action of the repository takes and gives, whatever it is written in. */
export interface ActionInterface {
  readonly inputs: Readonly<Record<string, ActionInputFacts>>;
  /** Undefined when it may set others than it declares, as every action may that is not composite. */
  readonly outputs: readonly string[] | undefined;
}

/** A text and the expressions in it; only texts that have one are listed. */
export interface ParsedSite extends ExpressionSite {
  readonly parsed: readonly ParsedExpression[];
  /** Where in the text the expression stands that is looked at. */
  readonly offset?: number | undefined;
}

/** A finding of a rule: the place is that of `node`, or of its `key` where that is known. */
export interface Finding {
  readonly message: string;
  readonly node: Node;
  readonly path: string;
  readonly key?: string | undefined;
  readonly hint?: string | undefined;
  /** @default 'error' */
  readonly severity?: Severity | undefined;
  /** A code of the finding's own. @default the rule's id */
  readonly code?: string | undefined;
  /** How far into the text at the path, where the file is YAML. */
  readonly offset?: number | undefined;
  /** A place of the finding's own. @default where the node stands */
  readonly source?: SourceLocation | undefined;
}

export interface Rule {
  /** The rule's code, its file name and its folder of fixtures. */
  readonly id: string;
  /** What goes wrong where the rule does not hold, for the page of rules. */
  readonly why: string;
  readonly check: (input: LintInput) => Iterable<Finding>;
}

/** A text that GitHub takes has room for fewer. */
const most = 2000;

/** Parses every expression of a document. */
export function parseSites(document: Document): ParsedSite[] {
  const sites: ParsedSite[] = [];
  for (const site of expressionSites(document)) {
    if (site.condition && !site.text.includes('${{')) sites.push({ ...site, parsed: [parseExpression(site.text)] });
    else if (site.text.includes('${{')) sites.push({ ...site, parsed: parseText(site.text).slice(0, most) });
  }
  return sites;
}

/** An access such as `needs.build.outputs.tag`, with the text it stands in. */
export interface Access {
  readonly site: ParsedSite;
  readonly path: readonly string[];
}

/** Every access to a context in a document, optionally of one context only. */
export function* accesses(expressions: readonly ParsedSite[], context?: string): Generator<Access> {
  for (const site of expressions) {
    for (const { tree, start } of site.parsed) {
      if (!tree) continue;
      for (const path of accessesOf(tree)) {
        if (context === undefined || path[0]?.toLowerCase() === context) yield { site: siteAt(site, start), path };
      }
    }
  }
}

/** Every tree of a document with the text it stands in. */
export function* trees(expressions: readonly ParsedSite[]): Generator<{ site: ParsedSite; tree: ExpressionNode }> {
  for (const site of expressions)
    for (const { tree, start } of site.parsed) if (tree) yield { site: siteAt(site, start), tree };
}

/** A text, looked at where one of its expressions starts. */
export const siteAt = (site: ParsedSite, offset: number | undefined): ParsedSite =>
  offset === undefined ? site : { ...site, offset };

/** The place of a finding from the text it is about. */
export const inSite = ({ node, path, key, offset }: ParsedSite): Pick<Finding, 'node' | 'path' | 'key' | 'offset'> => ({
  node,
  path,
  key,
  offset,
});

/** A finding with its place looked up. */
export function toDiagnostic(
  rule: Rule,
  { node, key, offset, severity = 'error', code = rule.id, ...rest }: Finding,
): Diagnostic {
  const { message, path, hint, source = node.source?.locate({ path, key, offset }) } = rest;
  return { severity, code, message, source, path, hint };
}
