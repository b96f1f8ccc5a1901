/** Compares a redirection with what a pattern says: `> out.txt`. */
import type { Redirection } from './command-view.ts';
import { plainPath } from './match-text.ts';

export function isRedirect({ operator, target, fd }: Redirection, wanted: string): boolean {
  const [symbol = '', ...file] = wanted.split(' ');
  return operator === symbol && fd <= 1 && plainPath(target) === plainPath(file.join(' '));
}
