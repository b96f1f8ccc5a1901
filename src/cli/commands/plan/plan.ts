/** `pipewright plan`: says which jobs an event would run, and why. */
import { plannedDurations } from '../../../budget/planned-durations.ts';
import { durationsOf } from '../../../budget/simulation/durations.ts';
import type { DurationSource } from '../../../budget/simulation/job-duration.ts';
import { exitCodes } from '../../../contract/exit-codes.ts';
import type { Diagnostic } from '../../../diagnostics/index.ts';
import {
  type PlanEvent,
  type PlanName,
  preparePlan,
  type RunTiming,
  runnerLimits,
  type Takes,
  timeRun,
  type WorkflowPlan,
} from '../../../plan/index.ts';
import { loadCalibration } from '../../../synth/load-calibration.ts';
import { loadConfig } from '../../../synth/load-config.ts';
import { type LoadedWorkflow, loadWorkflows } from '../../load-workflows.ts';
import { hasColours, type OutputOptions, printFindings, printLine } from '../../terminal.ts';
import { toSource } from '../../workflow-source.ts';
import { readDurations } from './durations.ts';
import { painter } from './paint.ts';
import { type EventOptions, readEvent } from './read-event.ts';
import { renderMermaid } from './render-mermaid.ts';
import { renderTree } from './render-tree.ts';
import { type PlannedWorkflow, reportOf } from './report.ts';

export interface PlanOptions extends OutputOptions {
  readonly files: readonly string[];
  readonly event: EventOptions;
  readonly takes: readonly string[];
  readonly plan: PlanName;
  readonly mermaid: boolean;
}

/** @returns the exit code */
export async function runPlan(options: PlanOptions): Promise<number> {
  const event = readEvent(options.event);
  const told = readDurations(options.takes);
  const config = await loadConfig(options.root);
  const durations = durationsOf(config.budget.durations, loadCalibration(options.root, config));
  const loaded = await loadWorkflows(options.root, options.files, config);
  const planned = loaded.workflows.map((each) => planOne(each, event, { told, durations }, options.plan));
  const findings = [...loaded.findings, ...findingsOf(planned)];
  print(planned, findings, event, options);
  return findings.some(({ severity }) => severity === 'error') ? exitCodes.findings : exitCodes.ok;
}

interface Times {
  /** By the options. */
  readonly told: Takes | undefined;
  readonly durations: DurationSource;
}

function planOne(loaded: LoadedWorkflow, event: PlanEvent, times: Times, name: PlanName): PlannedWorkflow {
  const { file, workflow, resolve } = loaded;
  const plan = preparePlan(workflow, { resolve, explained: true, steps: true }).plan(event);
  return { file, name: workflow.name, plan, timing: plan.triggered ? timingOf(loaded, plan, times, name) : undefined };
}

/** A run is timed where somebody says how long its jobs take; guesses only fill the gaps of what the options tell. */
function timingOf(
  loaded: LoadedWorkflow,
  { jobs }: WorkflowPlan,
  { told, durations }: Times,
  name: PlanName,
): RunTiming | undefined {
  const known = plannedDurations(jobs, toSource(loaded), durations);
  const takes: Takes = (job, instance) => {
    const planned = known.get(instance);
    return told?.(job, instance) ?? (planned?.isGuess && !told ? undefined : planned?.seconds);
  };
  return timeRun(jobs, takes, runnerLimits[name]);
}

/** Where some workflow takes the inputs of a dispatch, that the others do not is no mistake: a dispatch is for one. */
function findingsOf(planned: readonly PlannedWorkflow[]): Diagnostic[] {
  const all = planned.flatMap(({ plan }) => plan.findings.map((finding) => ({ finding, plan })));
  const anyStarts = planned.some(({ plan }) => plan.triggered);
  return all.filter(({ plan }) => plan.triggered || !anyStarts).map(({ finding }) => finding);
}

function print(
  planned: readonly PlannedWorkflow[],
  findings: readonly Diagnostic[],
  event: PlanEvent,
  { root, json, mermaid }: PlanOptions,
): void {
  if (json) printLine(JSON.stringify(reportOf(event.event, planned, findings, root), undefined, 2));
  else if (mermaid) printLine(renderMermaid(planned));
  else printTrees(planned, findings, root);
}

function printTrees(planned: readonly PlannedWorkflow[], findings: readonly Diagnostic[], root: string): void {
  const paint = painter(hasColours());
  const started = planned.filter(({ plan }) => plan.triggered);
  const others = planned.filter(({ plan }) => !plan.triggered);
  for (const each of [...started, ...others]) printLine(`${renderTree(each, paint)}\n`);
  printFindings(findings, root);
  const workflows = planned.length === 1 ? 'workflow starts' : 'workflows start';
  printLine(`${started.length} of ${planned.length} ${workflows}: ${countJobs(started)}`);
}

/** Every job that GitHub would show, by whether it runs. */
function countJobs(started: readonly PlannedWorkflow[]): string {
  const counts = { yes: 0, maybe: 0, no: 0 };
  const jobs = started.flatMap(({ plan }) => plan.jobs);
  for (const { runs, instances } of jobs) counts[runs] += runs === 'no' ? 1 : instances.length;
  const parts = [`${counts.yes} ${counts.yes === 1 ? 'job' : 'jobs'}`];
  if (counts.maybe > 0) parts.push(`${counts.maybe} more that may run`);
  if (counts.no > 0) parts.push(`${counts.no} skipped`);
  return parts.join(', ');
}
