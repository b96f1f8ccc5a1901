/** Finds the files of workflows by the names that GitHub shows. */
import type { FilesNamed } from '../../../budget/calibration/measured-jobs.ts';
import type { RecordedRuns } from '../../../budget/calibration/recorded-runs.ts';
import type { Config } from '../../../config/index.ts';
import { loadWorkflows } from '../../load-workflows.ts';
import { toSource } from '../../workflow-source.ts';

/**
 * The workflows of the repository by name; they are loaded only where a run does not tell the path of its own.
 *
 * @throws PipelineError with exit code 2 when they are needed, and there are none or a file can't be read
 */
export async function namedFiles(root: string, config: Config, { jobs, paths }: RecordedRuns): Promise<FilesNamed> {
  if (jobs.every(({ run_id }) => paths.has(run_id))) return () => [];
  const { workflows } = await loadWorkflows(root, [], config);
  const files = workflows.map(toSource).map(({ file, document }) => ({ file, name: document.name ?? file }));
  return (name) => files.filter((each) => each.name === name).map(({ file }) => file);
}
