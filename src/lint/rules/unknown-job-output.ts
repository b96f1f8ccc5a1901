/** Reports an output that a job does not have, and other properties that `needs` and `jobs` do not have. */
import { didYouMean } from '../../diagnostics/index.ts';
import type { Job } from '../../model/index.ts';
import { fieldsOf, sameName } from '../data-shapes.ts';
import { findJob, jobsOf, needsOf, type Reference, references } from '../references.ts';
import { type Finding, inSite, type LintInput, type Rule } from '../rule.ts';

const properties = ['outputs', 'result'];

export const unknownJobOutput: Rule = {
  id: 'unknown-job-output',
  *check({ document, expressions }: LintInput): Generator<Finding> {
    for (const reference of [...references(expressions, 'needs'), ...references(expressions, 'jobs')]) {
      const { site, path, name } = reference;
      const job = findJob(document, name);
      const problem = job ? problemOf(job, reference) : undefined;
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

function problemOf(job: Job, { path, site }: Reference): Pick<Finding, 'message' | 'hint'> | undefined {
  // Where the job is not needed, that is the mistake.
  if (site.job && !needsOf(site.job).some((id) => sameName(id, job.id))) return undefined;
  const [, , property = '*', output = '*'] = path;
  if (property === '*') return undefined;
  if (!properties.some((each) => sameName(each, property))) {
    return { message: `a job has no "${property}", only outputs and result`, hint: didYouMean(property, properties) };
  }
  // What a called workflow gives is declared in its own file.
  if (!sameName(property, 'outputs') || output === '*' || job.kind === 'call') return undefined;
  const known = Object.keys(fieldsOf(job.outputs));
  if (known.some((each) => sameName(each, output))) return undefined;
  const hint = didYouMean(output, known) ?? `declare it: outputs: { ${output}: step.outputs.${output} }`;
  return { message: `job "${job.id}" has no output "${output}"`, hint };
}
