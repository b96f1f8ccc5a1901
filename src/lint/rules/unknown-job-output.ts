/** Reports an output that a job does not have, and other properties that `needs` and `jobs` do not have. */
import { didYouMean } from '../../diagnostics/index.ts';
import type { Job } from '../../model/index.ts';
import { calledBy, interfaceOf } from '../called-workflows.ts';
import { fieldsOf, sameName } from '../data-shapes.ts';
import { findJob, jobsOf, needsOf, type Reference, references } from '../references.ts';
import { type Finding, inSite, type LintInput, type Repository, type Rule } from '../rule.ts';
import { isYaml } from '../spelling.ts';

const properties = ['outputs', 'result'];

export const unknownJobOutput: Rule = {
  id: 'unknown-job-output',
  // Source: https://docs.github.com/actions/reference/workflows-and-actions/contexts#needs-context
  why: 'A job that needs another reads its `result` and the `outputs` that it declares. Everything else is empty, and GitHub does not say so.',
  *check({ document, expressions, repository }: LintInput): Generator<Finding> {
    for (const reference of [...references(expressions, 'needs'), ...references(expressions, 'jobs')]) {
      const { site, path, name } = reference;
      const job = findJob(document, name);
      const problem = job ? problemOf(job, reference, repository) : undefined;
      if (problem) yield { ...inSite(site), ...problem };
      else if (!job && sameName(path[0], 'jobs')) {
        const hint = didYouMean(
          name,
          jobsOf(document).map(({ id }) => id),
        );
        yield { ...inSite(site), message: `there is no job "${name}" to read`, hint };
      }
    }
  },
};

function problemOf(
  job: Job,
  { path, site }: Reference,
  repository: Repository,
): Pick<Finding, 'message' | 'hint'> | undefined {
  // Where the job is not needed, that is the mistake.
  if (site.job && !needsOf(site.job).some((id) => sameName(id, job.id))) return undefined;
  const [, , property = '*', output = '*'] = path;
  if (property === '*') return undefined;
  if (!properties.some((each) => sameName(each, property))) {
    return { message: `a job has no "${property}", only outputs and result`, hint: didYouMean(property, properties) };
  }
  if (!sameName(property, 'outputs') || output === '*') return undefined;
  const known = outputsOf(job, repository);
  if (!known || known.some((each) => sameName(each, output))) return undefined;
  return {
    message: `job "${job.id}" has no output "${output}"`,
    hint: didYouMean(output, known) ?? declaration(output, job),
  };
}

/** What a called workflow gives is declared in its own file; undefined when that is not known. */
function outputsOf(job: Job, repository: Repository): readonly string[] | undefined {
  if (job.kind === 'job') return Object.keys(fieldsOf(job.outputs));
  const called = calledBy(job, repository);
  return called && interfaceOf(called)?.outputs;
}

const declaration = (output: string, job: Job): string =>
  job.kind === 'call'
    ? `declare it in ${job.uses}: on.workflow_call.outputs.${output}`
    : isYaml(job)
      ? `declare it in the outputs of job "${job.id}": "${output}: \${{ steps.<id>.outputs.${output} }}"`
      : `declare it: outputs: { ${output}: step.outputs.${output} }`;
