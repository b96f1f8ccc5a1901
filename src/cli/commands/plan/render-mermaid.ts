/** Draws plans as pictures that GitHub shows in Markdown. */
import type { JobPlan, Runs } from '../../../plan/index.ts';
import type { PlannedWorkflow } from './report.ts';

const styles = [
  'classDef yes stroke-width:2px',
  'classDef maybe stroke-dasharray:5 5',
  'classDef no stroke-dasharray:2 4,opacity:0.5',
];

/** One flow chart: a box around each workflow that starts; dashed is what may run, pale what does not. */
export function renderMermaid(planned: readonly PlannedWorkflow[]): string {
  const started = planned.filter(({ plan }) => plan.triggered);
  const boxes = started.flatMap(({ file, name, plan }, index) => [
    `  subgraph w${index + 1}[${quoted(name ?? file)}]`,
    ...drawJobs(plan.jobs, `w${index + 1}`).map((line) => `    ${line}`),
    '  end',
  ]);
  return ['flowchart LR', ...boxes, ...styles.map((style) => `  ${style}`)].join('\n');
}

function drawJobs(jobs: readonly JobPlan[], prefix: string): string[] {
  const ids = new Map(jobs.map((job, index) => [job.id.toLowerCase(), `${prefix}j${index + 1}`]));
  const idOf = (job: string): string => ids.get(job.toLowerCase()) ?? '';
  const nodes = jobs.flatMap((job) => drawJob(job, idOf(job.id)));
  const edges = jobs.flatMap(({ id, needs }) =>
    needs.filter((need) => ids.has(need.toLowerCase())).map((need) => `${idOf(need)} --> ${idOf(id)}`),
  );
  return [...nodes, ...edges];
}

/** A call is a box around the jobs that it makes. */
function drawJob(job: JobPlan, id: string): string[] {
  const calls = job.instances.filter(({ uses }) => uses !== undefined && uses.jobs.length > 0);
  if (job.runs === 'no' || calls.length === 0) return [`${id}[${quoted(labelOf(job))}]:::${job.runs satisfies Runs}`];
  const inner = calls.flatMap(({ uses }, index) => drawJobs(uses?.jobs ?? [], `${id}c${index + 1}`));
  return [
    `subgraph ${id}[${quoted(labelOf(job))}]`,
    ...inner.map((line) => `  ${line}`),
    'end',
    `class ${id} ${job.runs}`,
  ];
}

function labelOf({ name, instances, unknownMatrix }: JobPlan): string {
  if (unknownMatrix !== undefined) return `${name} ×?`;
  const [only] = instances;
  return instances.length === 1 ? (only?.name ?? name) : `${name} ×${instances.length}`;
}

/**
 * A label that stays one: what could end it, or format it, is written by number.
 *
 * Source: https://mermaid.js.org/syntax/flowchart.html#entity-codes-to-escapeText-characters
 */
function quoted(text: string): string {
  const line = text
    .replace(/[\s\p{C}]+/gu, ' ')
    .trim()
    .slice(0, 80);
  const safe = line.replace(/[!-~]/g, (mark) => (/[A-Za-z0-9 ,()/?_-]/.test(mark) ? mark : `#${mark.codePointAt(0)};`));
  return `"${safe || ' '}"`;
}
