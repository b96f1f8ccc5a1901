/** Reports a key that GitHub's syntax does not have at its place. */
import { didYouMean } from '../../diagnostics/index.ts';
import type { Node } from '../../model/index.ts';
import { kebabCase } from '../../model/spelling.ts';
import { fieldsOf, isFields, listOf } from '../data-shapes.ts';
import { type KeysBelow, keysBelow, keysOf, nodeKeys, replacements } from '../known-keys.ts';
import { nodesOf } from '../nodes.ts';
import type { Finding, LintInput, Rule } from '../rule.ts';
import { isYaml } from '../spelling.ts';

export const unknownKey: Rule = {
  id: 'unknown-key',
  *check({ document }: LintInput): Generator<Finding> {
    for (const { node, place, path } of nodesOf(document)) {
      const known = keysOf(node);
      if (known) yield* report(Object.keys(fieldsOf(node.unknown)), known, place, path);
      for (const [key, keys] of Object.entries(keysBelow(node))) {
        // The schedules of a trigger are the trigger itself: on.schedule[0].
        const inner = key === 'schedule' ? path : [path, kebabCase(key)].filter(Boolean).join('.');
        yield* below(fieldsOf(node)[key], keys, place, inner);
      }
    }
  },
};

/** An object below a node; `each` stands for every name, as of services. */
function* below(value: unknown, known: KeysBelow, place: Node, path: string): Generator<Finding> {
  if (Array.isArray(value)) {
    for (const [index, each] of listOf(value).entries()) yield* below(each, known, place, `${path}[${index}]`);
  } else if (!isFields(value)) return;
  else if ('each' in known) {
    for (const [name, each] of Object.entries(value)) yield* below(each, known.each, place, `${path}.${name}`);
  } else {
    const keys = Object.keys(value).filter((key) => !nodeKeys.includes(key) && !known.keys.includes(key));
    yield* report([...keys, ...Object.keys(fieldsOf(value['unknown']))], known.keys, place, path);
    for (const [key, inner] of Object.entries(known.below ?? {}))
      yield* below(value[key], inner, place, `${path}.${kebabCase(key)}`);
  }
}

function* report(keys: readonly string[], known: readonly string[], place: Node, path: string): Generator<Finding> {
  const spelled = isYaml(place) ? known.map(kebabCase) : known;
  for (const key of keys) {
    const hint =
      (isYaml(place) ? undefined : replacements[key]) ??
      didYouMean(key, spelled) ??
      'nothing can stand here: leave it out';
    yield { message: `there is no key "${key}" in ${path || 'the file'}`, node: place, key, path, hint };
  }
}
