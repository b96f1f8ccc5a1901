/** Where a job runs: labels, groups, and the image around its steps. */

import { code, codes } from '../markup/markdown.ts';
import type { RunsOn, StepsJob } from '../model/index.ts';
import { named } from './names.ts';

/** The runner of a job; the values of an axis where that is all that decides it. */
export function runnerOf({ runsOn, container, strategy }: StepsJob): string {
  if (runsOn === undefined) return '';
  const labels = axisOf(runsOn, strategy?.matrix?.axes);
  const runner = labels ? codes(labels) : runnerWords(runsOn);
  return container ? `${runner}, in ${named(container.image)}` : runner;
}

function axisOf(runsOn: RunsOn, axes: unknown): readonly string[] | undefined {
  const [, axis = ''] = typeof runsOn === 'string' ? (/^\$\{\{\s*matrix\.([\w-]+)\s*\}\}$/.exec(runsOn) ?? []) : [];
  const isObject = typeof axes === 'object' && axes !== null && Object.hasOwn(axes, axis);
  const values: unknown = isObject ? (axes as Readonly<Record<string, unknown>>)[axis] : undefined;
  return Array.isArray(values) && values.every((value) => typeof value === 'string') ? [...new Set(values)] : undefined;
}

function runnerWords(runsOn: RunsOn): string {
  if (Array.isArray(runsOn)) return runsOn.map((label: RunsOn) => runnerWords(label)).join(' + ');
  if (typeof runsOn === 'object' && 'group' in runsOn) {
    const labels = runsOn.labels === undefined ? '' : `, ${runnerWords(runsOn.labels)}`;
    return `group ${runnerWords(runsOn.group ?? '')}${labels}`;
  }
  if (typeof runsOn === 'object' && 'labels' in runsOn) return runnerWords(runsOn.labels ?? '');
  // Without a type-check, a number may come along.
  const label = String(runsOn);
  return label.includes('${{') ? named(label) : code(label);
}
