/** Gives the steps that something refers to an id: stable, readable, unique in the job. */
import { expressionNode, isExpr } from '../expressions/expr.ts';
import { visitNodes } from '../expressions/node.ts';
import { type Defined, definition, isDefined } from './definition.ts';
import { visitValues } from './render.ts';
import { isStep, type StepDefinition } from './step.ts';

/**
 * The ids by step. Ids that authors gave are kept; a step that nothing refers to gets none.
 *
 * @param referrers everything that may refer to a step: the job's options and its steps
 */
export function identifySteps(steps: readonly unknown[], referrers: unknown): Map<object, string> {
  const referenced = findReferencedSteps([referrers, steps]);
  const all = flattenSteps(steps);
  const ids = new Map<object, string>();
  for (const step of all) {
    const { id } = step[definition].options;
    if (typeof id === 'string') ids.set(step, id);
  }
  const taken = new Set([...ids.values()].map((id) => id.toLowerCase()));
  all.forEach((step, position) => {
    if (!referenced.has(step) || ids.has(step)) return;
    const id = uniqueName(nameStep(step[definition], position), taken);
    taken.add(id);
    ids.set(step, id);
  });
  return ids;
}

/** The steps in order, those inside `parallel` included. */
export function flattenSteps(steps: readonly unknown[]): Defined<StepDefinition>[] {
  return steps.flatMap((step) => {
    if (!isStep(step)) return [];
    const made = step[definition];
    return [step, ...(made.kind === 'parallel' ? flattenSteps(made.steps ?? []) : [])];
  });
}

function findReferencedSteps(referrers: unknown): Set<object> {
  const found = new Set<object>();
  visitValues(referrers, (value) => {
    if (isExpr(value)) {
      visitNodes(value[expressionNode], (node) => {
        if (node.kind === 'step') found.add(node.target);
      });
    } else if (isDefined(value)) {
      findInStep(value[definition] as StepDefinition, found);
      return false;
    }
    return true;
  });
  return found;
}

function findInStep(made: StepDefinition, found: Set<object>): void {
  const waited = made.kind === 'wait' || made.kind === 'cancel' ? (made.steps ?? []) : [];
  for (const target of waited) if (isDefined(target)) found.add(target);
  const nested = made.kind === 'parallel' ? made.steps : [];
  const unsafe = made.script?.unsafe.map(({ node }) => node) ?? [];
  for (const node of unsafe) visitNodes(node, (each) => each.kind === 'step' && found.add(each.target));
  for (const each of findReferencedSteps([made.options, made.inputs, made.script?.env, nested])) found.add(each);
}

/** A name for a step: from its own name, its action, its first output, or its position. */
export function nameStep({ kind, options, uses, outputs }: StepDefinition, position: number): string {
  const name = plainText(options['name']);
  const action = kind === 'uses' && uses !== undefined ? /([^/@]+)\/?(?:@.*)?$/.exec(uses)?.[1] : undefined;
  return slug(name) ?? slug(action) ?? slug(outputs?.[0]?.name) ?? `step-${position + 1}`;
}

/** What a name says before the workflow runs. */
function plainText(name: unknown): string | undefined {
  if (typeof name === 'string') return name;
  const node = isExpr(name) ? name[expressionNode] : undefined;
  if (node?.kind !== 'text') return undefined;
  return node.parts.map((part) => (typeof part === 'string' ? part : '')).join(' ');
}

function slug(text: string | undefined): string | undefined {
  const kebab = (text ?? '')
    .replace(/\$\{\{.*?\}\}/g, '')
    .replace(/([a-z0-9])([A-Z])/g, '$1-$2')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '');
  if (kebab === '') return undefined;
  return /^[a-z]/.test(kebab) ? kebab : `step-${kebab}`;
}

/** The name, with a number where it is taken; GitHub ignores case in ids, and `taken` is in lower case. */
export function uniqueName(name: string, taken: ReadonlySet<string>): string {
  if (!taken.has(name.toLowerCase())) return name;
  let count = 2;
  while (taken.has(`${name.toLowerCase()}-${count}`)) count++;
  return `${name}-${count}`;
}
