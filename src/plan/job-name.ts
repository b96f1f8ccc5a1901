/**
 * Names jobs as GitHub shows them.
 *
 * Source: https://github.com/actions/runner/blob/main/src/Sdk/WorkflowParser/Conversion/JobNameBuilder.cs
 */
import type { Data, Job, MatrixEntry } from '../model/index.ts';
import type { Scope } from './evaluate.ts';
import { fillText } from './text-value.ts';

const longest = 100;

/** The name of one job: an expression says it all, any other name has the values of the matrix behind it. */
export function nameOfJob(
  { id, name }: Pick<Job, 'id' | 'name'>,
  named: MatrixEntry | undefined,
  scope: Scope,
): string {
  const own = String(name ?? '');
  if (own.includes('${{')) return fillText(own, scope).text.trim() || id;
  const values = named ? Object.values(named).flatMap(leavesOf) : [];
  const full = values.length > 0 ? `${own || id} (${values.join(', ')})` : own || id;
  return full.length > longest ? `${full.slice(0, longest - 3)}...` : full;
}

/** The values inside a value, as text; those that are empty are left out. */
function leavesOf(value: Data): string[] {
  if (typeof value === 'object') return value === null ? [] : Object.values<Data>(value).flatMap(leavesOf);
  return value === '' ? [] : [String(value)];
}
