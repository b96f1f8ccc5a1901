/** Finds the environment variables of a step that hold text of whoever starts the workflow. */
import { type ExpressionNode, parseText } from '../expressions/index.ts';
import type { Document, InputDefinition, StepSite } from '../model/index.ts';
import { fieldsOf, sameName, textsOf } from './data-shapes.ts';
import { inputsOf } from './references.ts';
import type { ParsedSite } from './rule.ts';
import { flowing, untrustedIn } from './untrusted-flow.ts';

/** A variable, and what it holds: `inputs.title`. */
export interface UserVariable {
  readonly name: string;
  readonly holds: string;
}

/** The variables whose text may hold spaces, or anything else that a shell gives a meaning. */
export function userVariables(site: StepSite, document: Document): UserVariable[] {
  const { step, job } = site;
  const scopes = [
    'env' in step ? step.env : undefined,
    job?.env,
    document.kind === 'workflow' ? document.env : undefined,
  ];
  const env: Readonly<Record<string, unknown>> = Object.assign({}, ...scopes.map(fieldsOf).toReversed());
  return Object.entries(env).flatMap(([name, value]) => {
    const holds = typeof value === 'string' ? heldBy(value, site, document) : undefined;
    return holds === undefined ? [] : [{ name, holds }];
  });
}

function heldBy(value: string, { step, path, job }: StepSite, document: Document): string | undefined {
  const around: ParsedSite = {
    ...{ place: 'step-env', condition: false, key: 'env', node: step, text: value, parsed: [] },
    ...{ path, step, job },
  };
  for (const { tree } of parseText(value)) {
    const outside = tree ? untrustedIn(tree, around, document).map((each) => each.path) : [];
    const [found] = [...outside.filter((each) => !isRef(each)), ...(tree ? inputsIn(tree, document) : [])];
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Git allows no space, and no *, ? or [, in the name of a branch or a tag. */
const isRef = (path: string): boolean => /(?:ref|ref_name|head_branch|head\.label)$/i.test(path);

/** The inputs of free text that become a part of an expression's value. */
function inputsIn(tree: ExpressionNode, document: Document): string[] {
  return flowing(tree).flatMap((path) => {
    const name = inputName(path);
    return name !== undefined && isFreeText(name, document) ? [path.join('.')] : [];
  });
}

/** `inputs.x` and `github.event.inputs.x`. */
function inputName([first = '', second = '', third = '', fourth]: readonly string[]): string | undefined {
  if (sameName(first, 'inputs') && second !== '*' && second !== '') return second;
  const ofEvent = sameName(first, 'github') && sameName(second, 'event') && sameName(third, 'inputs');
  return ofEvent && fourth !== '*' ? fourth : undefined;
}

/** A flag, a number or one of a list of words can't be split. */
function isFreeText(name: string, document: Document): boolean {
  const definitions = (inputsOf(document) ?? []).filter(([each]) => sameName(each, name)).map(([, each]) => each);
  return definitions.some(({ type, options }: InputDefinition) => {
    if (type === 'choice') return textsOf(options).some((option) => /[\s*?[\]]/.test(option));
    return type === undefined || type === 'string';
  });
}
