/** Shows a calibration to people: what each job took, and what it took by the old one. */

import type { CalibrationChanges, ComparedJob } from '../../../budget/calibration/merge-calibrations.ts';
import { groupBy } from '../../../budget/simulation/group-by.ts';
import type { Calibration } from '../../../contract/calibration.ts';
import { printable } from '../../../diagnostics/index.ts';
import { renderTable } from '../models/table.ts';

/**
 * The calibration as text.
 *
 * @example
 * renderChanges(calibration, changes);
 * //         runs  median          p90
 * // ci.yml
 * //   test     40  1m5s -> 1m12s   1m30s
 */
export function renderChanges(calibration: Calibration, { jobs, gone }: CalibrationChanges): string {
  const groups = groupBy(jobs, ({ job }) => job.workflow);
  const rows = [...groups].flatMap(([workflow, same]) => [[show(workflow), '', '', ''], ...same.map(toRow)]);
  const table = renderTable([['', 'runs', 'median', 'p90'], ...rows], { right: [1] });
  const names = gone.map(({ workflow, job }) => show(`${workflow}/${job}`));
  const lines = names.length > 0 ? [`no longer in it, as no run tells of them: ${names.join(', ')}`] : [];
  return [table, [heading(calibration), ...lines].join('\n')].join('\n\n');
}

const heading = ({ repository, from, to }: Calibration): string =>
  `runs${repository === null ? '' : ` of ${show(repository)}`} from ${from.slice(0, 10)} to ${to.slice(0, 10)}`;

const toRow = ({ job, before }: ComparedJob): string[] => [
  `  ${show(job.job)}`,
  String(job.runs),
  change(job.median, before?.median),
  change(job.p90, before?.p90),
];

const change = (now: number, before: number | undefined): string =>
  before === undefined || before === now ? showSeconds(now) : `${showSeconds(before)} -> ${showSeconds(now)}`;

/** Names are anybody's, and a row is one line. */
const show = (name: string): string => printable(name.replace(/\s+/g, ' '));

/** As durations are written in the settings: `45.5s`, `1m30s`, `1h2m`. */
export function showSeconds(seconds: number): string {
  if (seconds < 60) return `${seconds}s`;
  const whole = Math.round(seconds);
  const [hours, minutes, rest] = [Math.floor(whole / 3600), Math.floor((whole % 3600) / 60), whole % 60];
  const parts = [hours > 0 ? `${hours}h` : '', minutes > 0 ? `${minutes}m` : '', rest > 0 ? `${rest}s` : ''];
  return parts.join('');
}
