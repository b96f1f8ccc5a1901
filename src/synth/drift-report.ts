/** Says in words how the disk differs from what synthesis gives. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Diagnostic, formatRoute, printable } from '../diagnostics/index.ts';
import { parseYaml } from '../yaml-document/index.ts';
import type { Change } from './drift.ts';
import type { Difference } from './semantic-diff.ts';

/** What happened to a file when its change was applied. */
export const appliedVerbs = { missing: 'created', changed: 'updated', orphan: 'deleted' } as const satisfies Record<
  Change['kind'],
  string
>;

/** One finding for each difference, at its line in the file on the disk. */
export function driftFindings(root: string, changes: readonly Change[]): Diagnostic[] {
  return changes.flatMap((change) => {
    const file = join(root, change.path);
    const base = { severity: 'error' as const, code: 'drift', source: { file, line: 1, column: 1 }, hint };
    if (change.kind !== 'changed' || change.differences.length === 0) return [{ ...base, message: summarize(change) }];
    const places = existsSync(file) ? parseYaml(readFileSync(file, 'utf8')) : undefined;
    return change.differences.map((difference) => ({
      ...base,
      source: { file, ...(places?.placeOf(difference.oldRoute) ?? { line: 1, column: 1 }) },
      path: formatRoute(difference.route) || undefined,
      message: `${summarize(change)}: ${describeDifference(difference)}`,
    }));
  });
}

const hint = 'run `npx pipewright synth`, and make the change in the pipeline, not in the generated file';

/** The drift of every file as text, a line for each difference. */
export function renderDrift(changes: readonly Change[]): string {
  return changes
    .map((change) => {
      const lines = change.kind === 'changed' ? change.differences.map(renderLine) : [];
      return [summarize(change), ...lines].join('\n');
    })
    .join('\n');
}

function renderLine(difference: Difference): string {
  const sign = { added: '+', removed: '-', changed: '~' }[difference.kind];
  const step = difference.step === undefined ? '' : ` (${difference.step})`;
  return printable(
    `  ${sign} ${formatRoute(difference.route) || 'the whole file'}${step}: ${describeDifference(difference)}`,
  );
}

function summarize(change: Change): string {
  switch (change.kind) {
    case 'missing':
      return `${change.path} is missing`;
    case 'orphan':
      return `${change.path} has no pipeline any more`;
    case 'changed': {
      const what = change.differences.length === 0 && change.path.endsWith('.yml') ? ' (comments or layout only)' : '';
      return `${change.path} ${change.edited ? 'was edited by hand' : 'is out of date'}${what}`;
    }
  }
}

/** `old` is what the file on the disk holds, `new` what the pipeline gives. */
function describeDifference({ kind, old, new: current }: Difference): string {
  if (kind === 'added') return `the pipeline has ${show(current)}`;
  if (kind === 'removed') return `the pipeline does not have ${show(old)}`;
  return `${show(old)} -> ${show(current)}`;
}

function show(value: unknown): string {
  const text = JSON.stringify(value) ?? 'nothing';
  return text.length > 80 ? `${text.slice(0, 79)}…` : text;
}
