/** Makes a small workflow that reads caches in between, so that GitHub does not drop them as unused. */
import type { Step, StepsJob, UsesStep, Workflow } from '../../../model/index.ts';
import { cacheUseOf } from '../../simulation/cache-use.ts';
import { asMode, cacheModeOf } from './cache-steps.ts';
import { triggerOf } from './change-workflow.ts';
import { textsIn } from './texts.ts';

export interface KeepAlive {
  readonly file: string;
  readonly cron: string;
  readonly runsOn: string;
  readonly document: Workflow;
}

/** Away from the top of the hour. */
const time = '23 5';

/** In the middle between two weekly runs; where there are none, on Tuesday and Friday, never more than four days apart. */
function daysBetween(workflow: Workflow): string {
  const crons = triggerOf(workflow, 'schedule')?.schedule ?? [];
  const days = crons.flatMap(({ cron }) => /^\s*\d+\s+\d+\s+\*\s+\*\s+([0-6])\s*$/.exec(String(cron))?.[1] ?? []);
  return days[0] === undefined ? '2,5' : String((Number(days[0]) + 3) % 7);
}

/** What another job cannot fill in. */
const onlyThere = /\b(?:matrix|steps|needs|inputs|env|job|strategy|github\.(?:ref|head_ref|event))\b/;

/**
 * Undefined where what a key or the runner is can be known only in the job itself, and where the job keeps nothing by
 * actions/cache: other actions cannot read a cache without keeping one too.
 */
export function keepAliveFor(file: string, workflow: Workflow, job: StepsJob): KeepAlive | undefined {
  const { runsOn } = job;
  const caches = job.steps.filter(restoresCache);
  if (typeof runsOn !== 'string' || runsOn.includes('${{') || !caches.some(cacheModeOf)) return undefined;
  if (caches.some((step) => onlyThere.test(expressionsIn(textsIn(step.with).join(' '))))) return undefined;
  const checkout: Step = { kind: 'uses', uses: 'actions/checkout@v7' };
  const steps: Step[] = [checkout, ...caches.map(asReader)];
  const keep: StepsJob = {
    kind: 'job',
    id: 'keep',
    runsOn,
    permissions: { contents: 'read' },
    timeoutMinutes: 10,
    steps,
  };
  const cron = `${time} * * ${daysBetween(workflow)}`;
  const document: Workflow = {
    kind: 'workflow',
    name: 'Keep caches',
    on: [{ kind: 'trigger', event: 'schedule', schedule: [{ cron }] }],
    jobs: [keep],
  };
  return { file: `keep-caches-of-${file}`, cron, runsOn, document };
}

const expressionsIn = (text: string): string => (text.match(/\$\{\{.*?\}\}/g) ?? []).join(' ');

const restoresCache = (step: Step): step is UsesStep =>
  step.kind === 'uses' && cacheUseOf(step, { system: '', matrix: undefined })?.restores === true;

function asReader({ id: _, if: __, ...step }: UsesStep): UsesStep {
  return cacheModeOf(step) === undefined ? step : asMode(step, 'restore');
}
