/** The jobs of a run as a picture that GitHub draws. */
import { clip } from '../../../markup/markdown.ts';
import { mermaidLabel } from '../../../markup/mermaid-label.ts';
import { formatCount } from '../../format-amount.ts';
import { formatSeconds } from '../format-time.ts';
import { directNeeds, type GraphNode } from '../graph/run-graph.ts';

/**
 * A flowchart with the times on the jobs. The critical path has a mark, thick borders and thick lines; what may be
 * skipped has dashed borders.
 */
export function runMermaid(nodes: readonly GraphNode[]): string {
  const boxes = nodes.map((node, index) => `  ${id(index)}[${labelOf(node)}]`);
  const edges = directNeeds(nodes).flatMap((before, index) =>
    before.map(
      (need) => `  ${id(need)} ${nodes[need]?.critical && nodes[index]?.critical ? '==>' : '-->'} ${id(index)}`,
    ),
  );
  const critical = classOf('critical', 'stroke-width:3px', nodes, ({ critical: is }) => is);
  const unsure = classOf('unsure', 'stroke-dasharray:5 5', nodes, ({ certain }) => !certain);
  return ['flowchart LR', ...boxes, ...edges, ...critical, ...unsure].join('\n');
}

/** Ids of jobs may be words of the language, such as "end": these are not. */
const id = (index: number): string => `job${index + 1}`;

function labelOf({ title, count, seconds, critical }: GraphNode): string {
  const times = count === 1 ? '' : ` × ${formatCount(count)}`;
  return mermaidLabel(`${critical ? '◆ ' : ''}${clip(title, 60)}${times}, ${formatSeconds(seconds)}`);
}

function classOf(
  name: string,
  style: string,
  nodes: readonly GraphNode[],
  belongs: (node: GraphNode) => boolean,
): string[] {
  const ids = nodes.flatMap((node, index) => (belongs(node) ? [id(index)] : []));
  return ids.length === 0 ? [] : [`  classDef ${name} ${style}`, `  class ${ids.join(',')} ${name}`];
}
