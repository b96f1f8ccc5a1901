/** Follows text of outsiders through an expression, to where it becomes a part of the value. */
import { accessPath, type ExpressionNode, parseText } from '../expressions/index.ts';
import { isUntrusted } from '../expressions/known-properties.ts';
import type { Document } from '../model/index.ts';
import { fieldsOf } from './data-shapes.ts';
import { eventsOf } from './references.ts';
import type { ParsedSite } from './rule.ts';

/** Functions that yield true, false or a hash, whatever text they read. */
const opaque = ['contains', 'startswith', 'endswith', 'hashfiles', 'success', 'failure', 'always', 'cancelled'];

/** Text of outsiders: its route, `github.event.issue.title`, and how a message calls it. */
export interface Untrusted {
  readonly path: string;
  readonly said: string;
}

/** The text of outsiders that becomes a part of an expression's value. */
export function untrustedIn(tree: ExpressionNode, site: ParsedSite, document: Document): Untrusted[] {
  const events = eventsOf(document);
  const paths = flowing(tree).flatMap((path) => behindEnv(path, site, document));
  const found = new Map<string, Untrusted>();
  for (const route of paths) {
    const trust = isUntrusted(route, events);
    const path = route.join('.');
    if (trust !== 'no') found.set(path, { path, said: trust === 'text' ? path : `parts of ${path}` });
  }
  return [...found.values()];
}

/** The accesses whose value may become a part of the expression's. */
export function flowing(node: ExpressionNode): string[][] {
  const path = accessPath(node);
  if (path) return [path];
  switch (node.kind) {
    case 'property':
    case 'every':
    case 'index':
      return flowing(node.of);
    case 'call':
      return flowingArgs(node.name.toLowerCase(), node.args).flatMap(flowing);
    case 'operator':
      if (node.operator === '||') return node.args.flatMap(flowing);
      return node.operator === '&&' ? node.args.slice(-1).flatMap(flowing) : [];
    default:
      return [];
  }
}

function flowingArgs(name: string, args: readonly ExpressionNode[]): readonly ExpressionNode[] {
  if (opaque.includes(name)) return [];
  // case(condition, value, condition, value, …, otherwise)
  return name === 'case' ? args.filter((_, index) => index % 2 === 1 || index === args.length - 1) : args;
}

/** What an `env` variable was set to, when the workflow itself sets it from an expression. */
function behindEnv(path: string[], { step, job }: ParsedSite, document: Document): string[][] {
  const [context, name = ''] = path;
  if (context?.toLowerCase() !== 'env') return [path];
  const scopes = [step && 'env' in step ? step.env : undefined, job?.kind === 'job' ? job.env : undefined];
  const all = [...scopes, document.kind === 'workflow' ? document.env : undefined].map(fieldsOf);
  const value = all.find((env) => Object.hasOwn(env, name))?.[name];
  return typeof value === 'string' ? parseText(value).flatMap(({ tree }) => (tree ? flowing(tree) : [])) : [];
}
