/** Tells whether a file that a key hashes is written by a step before: then it may differ between jobs. */
import { parseText } from '../expressions/index.ts';
import type { ExpressionNode } from '../expressions/node.ts';
import type { Step } from '../model/index.ts';

/** Whether the hash in a key may tell jobs apart, since their own scripts write what is hashed. */
export function hashesWrittenFiles(key: string, before: readonly Step[]): boolean {
  const scripts = before.flatMap((step) => (step.kind === 'run' ? String(step.run).split('\n') : []));
  const files = parseText(key).flatMap(({ tree }) => (tree ? hashedFiles(tree) : []));
  return files.some((file) => scripts.some((line) => writes.test(line) && line.includes(file)));
}

const writes = />|\b(?:tee|cp|mv|ln|Out-File|Set-Content|saveRDS|writeLines)\b|\s-o\b|--out/;

/** The names, without their folders, of the files that hashFiles() is given. */
function hashedFiles(node: ExpressionNode): string[] {
  if (node.kind !== 'call') return [];
  if (node.name.toLowerCase() !== 'hashfiles') return node.args.flatMap(hashedFiles);
  return node.args.flatMap((arg) => {
    const name = arg.kind === 'literal' ? String(arg.value).replace(/^.*[\\/]/, '') : '';
    return /^[\w.-]+$/.test(name) ? [name] : [];
  });
}
