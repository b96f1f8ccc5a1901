/** Reports a key that GitHub's syntax does not have at its place. */
import { didYouMean } from '../../diagnostics/index.ts';
import type { Document, Node } from '../../model/index.ts';
import { kebabCase } from '../../model/spelling.ts';
import { fieldsOf, isFields, listOf } from '../data-shapes.ts';
import { type KeysBelow, keysBelow, keysOf, nodeKeys, replacementFor } from '../known-keys.ts';
import { type NodeSite, nodesOf } from '../nodes.ts';
import type { Finding, LintInput, Rule } from '../rule.ts';
import { isYaml } from '../spelling.ts';

export const unknownKey: Rule = {
  id: 'unknown-key',
  // Source: https://docs.github.com/actions/reference/workflows-and-actions/workflow-syntax
  why: 'GitHub refuses a workflow with a key that it does not know at its place, and no job of it runs. Of an action it reads past the keys of the file and of its inputs, so that a misspelled one does nothing.',
  *check({ document, yaml }: LintInput): Generator<Finding> {
    for (const { node, place, path } of nodesOf(document)) {
      yield* reportNode({ node, place, path }, document, yaml);
      for (const [key, keys] of Object.entries(keysBelow(node))) {
        // The schedules of a trigger are the trigger itself: on.schedule[0].
        const inner = key === 'schedule' ? path : [path, kebabCase(key)].filter(Boolean).join('.');
        yield* below(fieldsOf(node)[key], keys, place, inner);
      }
    }
  },
};

function* reportNode({ node, place, path }: NodeSite, document: Document, yaml: LintInput['yaml']): Generator<Finding> {
  const known = keysOf(node);
  const keys = Object.keys(fieldsOf(node.unknown));
  if (!known) return;
  const inRuns = document === node && document.kind === 'action' ? fieldsOf(fieldsOf(yaml?.data)['runs']) : {};
  yield* report(
    keys.filter((key) => key in inRuns),
    ['using', 'steps'],
    place,
    'runs',
  );
  for (const finding of report(
    keys.filter((key) => !(key in inRuns)),
    known,
    place,
    path,
  )) {
    yield isReadPast(node, document) ? { ...finding, severity: 'warning' } : finding;
  }
}

/**
 * Whether GitHub reads past other keys of the node: of an action itself, and of its inputs.
 * Source: https://github.com/actions/runner/blob/main/src/Runner.Worker/action_yaml.json
 */
const isReadPast = (node: Node, document: Document): boolean =>
  document.kind === 'action' && isYaml(document) && (node === document || !('kind' in node));

/** An object below a node; `each` stands for every name, as of services. */
function* below(value: unknown, known: KeysBelow, place: Node, path: string): Generator<Finding> {
  if (Array.isArray(value)) {
    for (const [index, each] of listOf(value).entries()) yield* below(each, known, place, `${path}[${index}]`);
  } else if (!isFields(value)) return;
  else if ('each' in known) {
    for (const [name, each] of Object.entries(value)) yield* below(each, known.each, place, `${path}.${name}`);
  } else {
    const keys = Object.keys(value).filter((key) => !nodeKeys.includes(key) && !known.keys.includes(key));
    const spelled = isYaml(place) ? known.keys.map(kebabCase) : known.keys;
    yield* report([...keys, ...Object.keys(fieldsOf(value['unknown']))], spelled, place, path);
    for (const [key, inner] of Object.entries(known.below ?? {}))
      yield* below(value[key], inner, place, `${path}.${kebabCase(key)}`);
  }
}

function* report(keys: readonly string[], known: readonly string[], place: Node, path: string): Generator<Finding> {
  for (const key of keys) {
    const hint = replacementFor(key, place) ?? didYouMean(key, known) ?? 'nothing can stand here: leave it out';
    yield { message: `there is no key "${key}" in ${path || 'the file'}`, node: place, key, path, hint };
  }
}
