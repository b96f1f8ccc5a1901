/** Spells names as the file does that a finding is shown in: camel case in TypeScript, GitHub's own in YAML. */
import type { Node } from '../model/index.ts';

/** Whether the node was read from YAML. */
export const isYaml = (node: Node): boolean => node.source?.language === 'yaml';

export const camelCase = (name: string): string =>
  name.replace(/[-_]+([a-z])/g, (_, letter: string) => letter.toUpperCase());

/** A key of GitHub's syntax, or an event, as it is written where the node stands. */
export const spell = (node: Node, name: string): string => (isYaml(node) ? name : camelCase(name));
