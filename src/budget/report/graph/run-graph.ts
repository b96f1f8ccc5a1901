/** The jobs of one run as a graph that can be drawn: the jobs of a matrix are one node. */
import type { TypicalRun } from '../../../contract/budget.ts';

export interface GraphNode {
  /** What the jobs are called; text of others. */
  readonly title: string;
  /** How many jobs it stands for. */
  readonly count: number;
  /** Seconds of the longest of them. */
  readonly seconds: number;
  readonly labels: readonly string[];
  /** Whether every one of them runs for certain. */
  readonly certain: boolean;
  /** Whether the run would be shorter if it were. */
  readonly critical: boolean;
  /** Positions of the nodes that it waits for, all of them before it. */
  readonly needs: readonly number[];
}

type RunJob = TypicalRun['jobs'][number];

/** More would be no picture that says anything. */
const mostNodes = 20;

/**
 * The graph of a run. A matrix is one node, and where nodes are still too many, so are jobs that wait for the same and
 * are waited for by the same.
 *
 * @returns undefined where it has more nodes than a picture can show
 * @example
 * groupJobs(run.jobs); // [{ title: 'test', count: 256, seconds: 90, needs: [], … }]
 */
export function groupJobs(jobs: readonly RunJob[]): GraphNode[] | undefined {
  const single = jobs.map(toNode);
  const byMatrix = mergeNodes(single, ({ title, needs }) => `${stemOf(title)}\n${needs.join()}`, matrixTitle);
  if (byMatrix.length <= mostNodes) return byMatrix;
  const dependents = dependentsOf(byMatrix);
  const alike = mergeNodes(byMatrix, ({ needs }, index) => `${needs.join()}\n${dependents[index]?.join()}`, alikeTitle);
  return alike.length <= mostNodes ? alike : undefined;
}

function toNode({ name, start, end, labels, certain, critical, needs }: RunJob, index: number): GraphNode {
  const before = needs.filter((need) => need < index).toSorted((a, b) => a - b);
  return { title: name, count: 1, seconds: end - start, labels, certain, critical, needs: before };
}

/** GitHub calls the jobs of a matrix by its job, with the values behind it: `test (20, linux)`. */
function stemOf(name: string): string {
  const end = name.endsWith(')') ? name.indexOf(' (') : -1;
  return end > 0 ? name.slice(0, end) : name;
}

const matrixTitle = (same: readonly GraphNode[]): string => {
  const [title = ''] = same.map((each) => each.title);
  return same.length > 1 ? stemOf(title) : title;
};

const alikeTitle = (same: readonly GraphNode[]): string => {
  const [title = ''] = same.map((each) => each.title);
  return same.length > 1 ? `${title} and others` : title;
};

type TitleOf = (same: readonly GraphNode[]) => string;

/** Puts nodes with the same key in one, at the place of the first. */
function mergeNodes(
  nodes: readonly GraphNode[],
  keyOf: (node: GraphNode, index: number) => string,
  titleOf: TitleOf,
): GraphNode[] {
  const groups = new Map<string, { readonly at: number; readonly same: GraphNode[] }>();
  const groupOf = nodes.map((node, index) => {
    const key = keyOf(node, index);
    const group = groups.get(key) ?? { at: groups.size, same: [] };
    groups.set(key, group);
    group.same.push(node);
    return group.at;
  });
  return [...groups.values()].map(({ same }) => merge(same, groupOf, titleOf));
}

function merge(same: readonly GraphNode[], groupOf: readonly number[], titleOf: TitleOf): GraphNode {
  const needs = new Set(same.flatMap((each) => each.needs.map((need) => groupOf[need] ?? 0)));
  return {
    title: titleOf(same),
    count: same.reduce((sum, { count }) => sum + count, 0),
    seconds: same.reduce((most, { seconds }) => Math.max(most, seconds), 0),
    labels: [...new Set(same.flatMap(({ labels }) => labels))],
    certain: same.every(({ certain }) => certain),
    critical: same.some(({ critical }) => critical),
    needs: [...needs].toSorted((a, b) => a - b),
  };
}

const dependentsOf = (nodes: readonly GraphNode[]): number[][] =>
  nodes.map((_, index) => nodes.flatMap(({ needs }, other) => (needs.includes(index) ? [other] : [])));

/** Without the waits that others imply: who waits for `b`, which waits for `a`, need not be shown to wait for `a`. */
export function directNeeds(nodes: readonly GraphNode[]): number[][] {
  const ancestors: Set<number>[] = [];
  for (const { needs } of nodes) {
    ancestors.push(new Set([...needs, ...needs.flatMap((need) => [...(ancestors[need] ?? [])])]));
  }
  return nodes.map(({ needs }) => needs.filter((need) => !needs.some((other) => ancestors[other]?.has(need))));
}

/** The nodes of the critical path, first to last. */
export const criticalNodes = (nodes: readonly GraphNode[]): GraphNode[] => nodes.filter(({ critical }) => critical);
