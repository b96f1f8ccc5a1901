/** Reads the texts of a workflow: its expressions, and whatever its data hold. */
import { expressionSites, type Workflow } from '../../../model/index.ts';

/** Every expression of a workflow, with the job in which it stands. */
export function expressionsOf(workflow: Workflow): { readonly job: string | undefined; readonly text: string }[] {
  return [...expressionSites(workflow)].flatMap(({ text, condition, job }) => {
    const inside = [...text.matchAll(/\$\{\{(.*?)\}\}/gs)].map(([, expression = '']) => expression);
    const all = condition && inside.length === 0 ? [text] : inside;
    return all.map((each) => ({ job: job?.id, text: each }));
  });
}

/** An expression that would no longer hold after the schedule is another. */
export const readsSchedule = /\bevent\.schedule\b/;

const aside = new Set(['source', 'problems', 'ignore', 'doc', 'troubleshooting']);

/** Every text inside plain data; notes for the reader, and the places where it was written, left out. */
export function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  if (Array.isArray(value)) return value.flatMap(textsIn);
  return Object.entries(value).flatMap(([key, each]) => (aside.has(key) ? [] : [key, ...textsIn(each)]));
}

/** Plain data as text, the same for the same data in any order. */
export const sameText = (value: unknown): string =>
  JSON.stringify(value, (_, each) => {
    if (typeof each !== 'object' || each === null || Array.isArray(each)) return each;
    return Object.fromEntries(Object.entries(each).sort(([left], [right]) => (left < right ? -1 : 1)));
  }) ?? '';
