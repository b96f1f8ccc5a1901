/** Names the environment variables that carry a script's values. */
import type { Expr } from '../expr.ts';
import { fromNode } from '../expr.ts';
import { type ExpressionNode, type ReferenceNames, renderExpression } from '../node.ts';

/** How the names of a context begin; GITHUB_ and RUNNER_ belong to the runner. */
const prefixes: Readonly<Record<string, string>> = { github: 'GH', runner: 'RUN_ON', secrets: 'SECRET' };

// Names that a shell, a loader or a common tool gives a meaning. The prefixes above keep clear of most of them.
const families = /^(?:GITHUB|RUNNER|ACTIONS|INPUT|BASH|LD|DYLD|LC|GIT|SSH)_/;
const tools = /^GH_(?:TOKEN|ENTERPRISE_TOKEN|HOST|REPO|DEBUG|PAGER|EDITOR|CONFIG_DIR|PROMPT_DISABLED)$/;
const shells = /^(?:_|ENV|PATH|HOME|IFS|CI|SHELL|SHELLOPTS|BASHOPTS)$/;
const isSignificant = (name: string): boolean => families.test(name) || tools.test(name) || shells.test(name);

/** The variables of one script: one for each different value. */
export class EnvironmentNames {
  readonly #taken: Set<string>;
  readonly #names = new Map<string, string>();
  readonly #targets = new Map<object, number>();
  readonly #env: [string, Expr][] = [];

  /** @param text the script's own text: a name that stands in it is not used. */
  constructor(text: string) {
    this.#taken = new Set(text.match(/[A-Za-z_]\w*/g));
  }

  get env(): Readonly<Record<string, Expr>> {
    return Object.fromEntries(this.#env);
  }

  /** The variable for a value; the same one for the same expression. */
  nameOf(node: ExpressionNode): string {
    const key = renderExpression(node, this.#references);
    const name = this.#names.get(key) ?? this.#unused(proposeName(node));
    if (!this.#names.has(key)) this.#env.push([name, fromNode(node)]);
    this.#names.set(key, name);
    this.#taken.add(name);
    return name;
  }

  #unused(proposed: string): string {
    let name = proposed;
    for (let count = 2; this.#taken.has(name) || isSignificant(name); count++) name = `${proposed}_${count}`;
    return name;
  }

  // Two steps are the same only by identity: they have no id yet.
  readonly #references: ReferenceNames = {
    step: (target) => `steps.${this.#number(target)}`,
    job: (target) => `needs.${this.#number(target)}`,
  };

  #number(target: object): number {
    const number = this.#targets.get(target) ?? this.#targets.size;
    this.#targets.set(target, number);
    return number;
  }
}

/**
 * The name that an expression suggests.
 *
 * @example
 * proposeName(matrix.model.id); // MATRIX_MODEL_ID; a step's outputs.tag gives OUTPUT_TAG, an operator VALUE
 */
export function proposeName(node: ExpressionNode): string {
  const path = pathOf(node);
  if (!path) return 'VALUE';
  const name = path.flatMap(screamingWords).join('_');
  return /^[A-Z_]/.test(name) ? name : 'VALUE';
}

/** The parts of the name, or undefined for what is more than a route into a context. */
function pathOf(node: ExpressionNode): string[] | undefined {
  if (node.kind === 'property' || node.kind === 'index') return pathBelow(node);
  if (node.kind === 'context') return [prefixes[node.name] ?? node.name];
  if (node.kind === 'step') return ['STEP'];
  return node.kind === 'job' ? ['NEEDS', ...idOf(node.target)] : undefined;
}

function pathBelow(node: Extract<ExpressionNode, { kind: 'property' | 'index' }>): string[] | undefined {
  const key = keyOf(node);
  if (key === undefined) return undefined;
  if (key === 'event' && node.of.kind === 'context' && node.of.name === 'github') return ['EVENT'];
  if (key === 'outputs' && node.of.kind === 'step') return ['OUTPUT'];
  if (key === 'outputs' && node.of.kind === 'job') return pathOf(node.of);
  const above = pathOf(node.of);
  return above && [...above, key];
}

/** A job has its id from the start; a step gets one when the job is put together. */
function idOf(target: object): string[] {
  return 'id' in target && typeof target.id === 'string' ? [target.id] : [];
}

function keyOf(node: Extract<ExpressionNode, { kind: 'property' | 'index' }>): string | undefined {
  if (node.kind === 'property') return node.name;
  return node.index.kind === 'literal' ? String(node.index.value) : undefined;
}

/** `modelSize` gives MODEL and SIZE, `HF_TOKEN` stays as it is. */
function screamingWords(text: string): string[] {
  return text
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .replace(/([A-Z])([A-Z][a-z])/g, '$1_$2')
    .split(/[^A-Za-z0-9]+/)
    .filter((word) => word !== '')
    .map((word) => word.toUpperCase());
}
