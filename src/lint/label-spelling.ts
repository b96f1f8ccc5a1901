/** Tells a misspelled label of GitHub's from a name that someone gave a runner of their own. */
import { suggest } from '../diagnostics/index.ts';
import { runnerLabels } from './runner-labels.ts';

/** The labels that a workflow can use today. */
export const currentLabels: readonly string[] = Object.keys(runnerLabels).filter(
  (label) => runnerLabels[label]?.state !== 'retired',
);

const systems = ['ubuntu', 'windows', 'macos'];
/** What GitHub writes behind the name of a system: a version, or the word. */
const version = /^(?:latest|\d{1,4}(?:\.\d+)?)(?:-(?:arm|intel|large|xlarge))?$/;

/**
 * Whether a label can only be meant for one of GitHub's: a system with one letter wrong, or a version there is not.
 * Other names may be those of larger runners, `ubuntu-latest-m` or `ubuntu-22.04-16core`.
 */
export function isMisspelled(label: string): boolean {
  const [, system = '', rest = ''] = /^([a-z]+)[-_ ]?(.*)$/.exec(label.toLowerCase()) ?? [];
  if (systems.includes(system)) return version.test(rest) || isNear(rest, 'latest');
  return version.test(rest) && systems.some((each) => isNear(system, each));
}

const isNear = (word: string, known: string): boolean =>
  /^[a-z]+$/.test(word) && Math.abs(word.length - known.length) <= 2 && suggest(word, [known]) !== undefined;
