/** Finds the workflow or action that a pipeline file exports by default. */
import { readFileSync } from 'node:fs';
import { definition, isDefined } from '../authoring/definition.ts';
import type { Diagnostic } from '../diagnostics/index.ts';
import type { Document } from '../model/index.ts';
import { placeOfMatch } from './place-of-match.ts';

type Module = Readonly<Record<string, unknown>>;

/** The document, or what is wrong with the exports, at their line. */
export function documentOf(file: string, module: Module): Document | Diagnostic {
  const described = Object.entries(module).filter(([, each]) => dataOf(each) !== undefined);
  if (!('default' in module))
    return noDefault(
      file,
      described.map(([name]) => name),
    );
  const document = dataOf(module['default']);
  if (document === undefined) {
    const message = `the default export is ${nameOf(module['default'])}, not a workflow`;
    return finding(file, 'not-a-workflow', message, /^\s*export\s+(default\b|\{)/m, hintFor(module['default']));
  }
  const other = described.find(([name, each]) => name !== 'default' && each !== module['default']);
  if (other) {
    const message = 'the file exports more than one workflow, and only the default one would be written';
    return finding(file, 'several-exports', message, exportOf(other[0]), 'give each workflow a file of its own');
  }
  return document;
}

function noDefault(file: string, names: readonly string[]): Diagnostic {
  const [name] = names;
  if (name === undefined) return finding(file, 'no-default-export', 'the file has no default export', /^/, hint);
  const message =
    names.length > 1
      ? 'the file exports more than one workflow, and none by default'
      : `the workflow is exported as ${name}, not by default`;
  const advice =
    names.length > 1
      ? 'give each workflow a file of its own, and export it by default'
      : `write export default ${name}`;
  return finding(file, 'no-default-export', message, exportOf(name), advice);
}

const hint = 'write export default workflow({ … })';
const exportOf = (name: string): RegExp =>
  new RegExp(`^\\s*export\\b[^;\\n]*?\\b${name.replaceAll('$', '\\$')}\\b`, 'm');

function finding(file: string, code: string, message: string, place: RegExp, advice: string): Diagnostic {
  const source = { file, ...placeOfMatch(readFileSync(file, 'utf8'), place) };
  return { severity: 'error', code, message, source, hint: advice };
}

function dataOf(value: unknown): Document | undefined {
  const data = definitionOf(value);
  return data?.kind === 'workflow' || data?.kind === 'action' ? (data as Document) : undefined;
}

const definitionOf = (value: unknown): { readonly kind: string } | undefined =>
  isDefined(value) ? value[definition] : undefined;

function nameOf(value: unknown): string {
  const kind = definitionOf(value)?.kind;
  if (kind !== undefined) return `a ${kind}`;
  if (value === null || value === undefined) return String(value);
  if (value instanceof Promise) return 'a promise';
  if (Array.isArray(value)) return 'a list';
  return typeof value === 'object' ? 'an object' : `a ${typeof value}`;
}

function hintFor(value: unknown): string {
  if (value instanceof Promise) return 'write export default await …';
  return typeof value === 'function' ? 'call it, and export the workflow that it returns' : hint;
}
