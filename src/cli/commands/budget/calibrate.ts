/** `pipewright budget calibrate`: says how long jobs take by what real runs took, and stores it for the budget. */
import { resolve } from 'node:path';
import type { CalibrationReport } from '../../../budget/calibration/calibration-report.ts';
import { fewRuns, fitCalibration } from '../../../budget/calibration/fit-calibration.ts';
import { type Measuring, measureJobs } from '../../../budget/calibration/measured-jobs.ts';
import {
  type CalibrationChanges,
  compareCalibrations,
  keepOthers,
} from '../../../budget/calibration/merge-calibrations.ts';
import { renderCalibration } from '../../../budget/calibration/read-calibration.ts';
import type { RecordedRuns } from '../../../budget/calibration/recorded-runs.ts';
import type { Config } from '../../../config/index.ts';
import type { Calibration } from '../../../contract/calibration.ts';
import { exitCodes } from '../../../contract/exit-codes.ts';
import { type Diagnostic, PipelineError, relativeFindings } from '../../../diagnostics/index.ts';
import { calibrationPath } from '../../../synth/load-calibration.ts';
import { loadConfig } from '../../../synth/load-config.ts';
import { interruptible } from '../../interruption.ts';
import { showProgress } from '../../progress.ts';
import { type OutputOptions, printFindings, printLine } from '../../terminal.ts';
import { readRunsFile } from './calibrate-file.ts';
import { fetchRuns, type GitHubQuestion } from './calibrate-github.ts';
import { readOld, writeCalibration } from './calibrate-store.ts';
import { renderChanges } from './calibrate-text.ts';
import { namedFiles } from './calibrate-workflows.ts';

/** Where the runs come from. */
export type RunsSource =
  | { readonly kind: 'file'; readonly path: string; readonly workflows: readonly string[] }
  | ({ readonly kind: 'github' } & GitHubQuestion);

export interface CalibrateOptions extends OutputOptions {
  readonly source: RunsSource;
  /** Shows what would be stored, and stores nothing. */
  readonly dryRun: boolean;
}

/** @returns the exit code: 1 when no run tells anything */
export const runCalibrate = (options: CalibrateOptions): Promise<number> =>
  interruptible(
    (signal) => calibrate(options, signal),
    () => {
      if (!options.json) printLine('interrupted: the calibration stays as it was');
    },
  );

async function calibrate(options: CalibrateOptions, signal: AbortSignal): Promise<number> {
  const { root, source, dryRun } = options;
  const config = await loadConfig(root);
  const old = readOld(root, config, source.workflows.length > 0);
  const recorded = await readRecorded(options, signal);
  const measured = await measure(recorded, options, config);
  const made = fitCalibration(measured.jobs, source.kind === 'github' ? `${source.owner}/${source.repo}` : null);
  if (!made) throw nothingMeasured(recorded, measured);
  const asked = new Set(source.workflows);
  const calibration = old.calibration && asked.size > 0 ? keepOthers(old.calibration, made, asked) : made;
  const written = !dryRun && writeCalibration(root, config, renderCalibration(calibration));
  const findings = [...old.findings, ...measured.findings, ...fewRuns(made)];
  const changes = compareCalibrations(old.calibration, calibration);
  print({ calibration, changes, written, findings, file: calibrationPath(config) }, options);
  return exitCodes.ok;
}

function readRecorded({ source, json }: CalibrateOptions, signal: AbortSignal): Promise<RecordedRuns> {
  if (source.kind === 'file') return readRunsFile(resolve(source.path));
  return fetchRuns(source, { env: process.env, progress: showProgress({ quiet: json }), signal });
}

async function measure(recorded: RecordedRuns, { root, source }: CalibrateOptions, config: Config): Promise<Measuring> {
  const { jobs, findings } = measureJobs(recorded, await namedFiles(root, config, recorded));
  const { workflows } = source;
  return { findings, jobs: workflows.length > 0 ? jobs.filter(({ workflow }) => workflows.includes(workflow)) : jobs };
}

function nothingMeasured({ jobs }: RecordedRuns, { findings }: Measuring): PipelineError {
  const among = jobs.length === 0 ? 'there are no runs that came to an end' : `none of ${jobs.length} jobs can be used`;
  const hint = 'take more runs, or older ones: only jobs that succeeded count';
  const message = `nothing was measured: ${among}; the calibration stays as it was`;
  return new PipelineError([...findings, { severity: 'error', code: 'nothing-measured', message, hint }], 1);
}

interface Outcome extends Pick<CalibrationReport, 'file' | 'written'> {
  readonly calibration: Calibration;
  readonly changes: CalibrationChanges;
  readonly findings: readonly Diagnostic[];
}

function print(outcome: Outcome, { root, json, dryRun }: CalibrateOptions): void {
  const { calibration, changes, file, written, findings } = outcome;
  if (json) {
    printLine(JSON.stringify(toReport(outcome, root), undefined, 2));
    return;
  }
  printLine(renderChanges(calibration, changes));
  printLine(`\n${lastWords(file, written, dryRun)}`);
  if (findings.length > 0) printLine('');
  printFindings(findings, root);
}

function lastWords(file: string, written: boolean, dryRun: boolean): string {
  if (dryRun) return `${file} stays as it is: this was a dry run`;
  return written ? `wrote ${file}: the budget rests on it from now on` : `${file} says so already`;
}

function toReport({ file, written, calibration, changes, findings }: Outcome, root: string): CalibrationReport {
  const { jobs, gone } = changes;
  return {
    ...{ version: 1, file, written, calibration },
    jobs: jobs.map(({ job: { workflow, job, runs, median, p90 }, before }) => {
      const old = before && { runs: before.runs, median: before.median, p90: before.p90 };
      return { workflow, job, runs, median, p90, before: old ?? null };
    }),
    gone: gone.map(({ workflow, job }) => ({ workflow, job })),
    findings: relativeFindings(findings, root),
  };
}
