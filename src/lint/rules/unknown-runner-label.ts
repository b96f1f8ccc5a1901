/** Reports a runner label that neither GitHub nor the configuration knows, one that is going or gone, and two of two machines. */
import { suggest } from '../../diagnostics/index.ts';
import type { Job } from '../../model/index.ts';
import { hasExpression, isFields, sameName, textsOf } from '../data-shapes.ts';
import { type LabelSite, labelSites } from '../label-sites.ts';
import { currentLabels, isMisspelled } from '../label-spelling.ts';
import { jobsOf } from '../references.ts';
import type { Finding, LintInput, Rule } from '../rule.ts';
import { isSelfHosted, labelFacts, selfHostedLabels, systemOf } from '../runner-labels.ts';
import { isYaml } from '../spelling.ts';

export const unknownRunnerLabel: Rule = {
  id: 'unknown-runner-label',
  // https://docs.github.com/actions/reference/workflows-and-actions/workflow-syntax#jobsjob_idruns-on
  why: 'A job waits for a runner that has all of its labels. Where there is none, it waits a day and is then cancelled; on a retired runner of GitHub it fails at once.',
  *check({ document, labels }: LintInput): Generator<Finding> {
    for (const job of jobsOf(document)) {
      for (const runner of labelSites(job) ?? []) {
        for (const site of runner) {
          const problem = problemOf(site.label, runner, labels, isYaml(job));
          if (problem) yield { node: job, path: site.path, ...problem };
        }
        yield* conflictsOf(runner, job);
      }
    }
  },
};

type Problem = Pick<Finding, 'message' | 'hint' | 'severity'>;

function problemOf(
  label: string,
  runner: readonly LabelSite[],
  configured: readonly string[],
  yaml: boolean,
): Problem | undefined {
  if ([...configured, ...selfHostedLabels].some((each) => sameName(each, label))) return undefined;
  const facts = labelFacts(label);
  const own = isSelfHosted(runner.map((site) => site.label));
  // The names of one's own machines are anyone's choice.
  if (own && (yaml || facts)) return undefined;
  if (facts?.state === 'retired')
    return { message: `GitHub has retired the runner "${label}"`, hint: `use "${facts.instead}"` };
  if (facts?.state === 'deprecated') {
    return {
      message: `GitHub is about to retire the runner "${label}"`,
      hint: `use "${facts.instead}"`,
      severity: 'warning',
    };
  }
  return facts ? undefined : unknown(label, configured, yaml);
}

function unknown(label: string, configured: readonly string[], yaml: boolean): Problem {
  const nearest = suggest(label, [...currentLabels, ...configured]);
  const meant = nearest ? `did you mean "${nearest}"? ` : '';
  const own = 'if it is a runner of your own, add it to `labels` in pipewright.config.ts';
  if (!yaml || isMisspelled(label)) return { message: `no runner has the label "${label}"`, hint: `${meant}${own}` };
  return { message: `"${label}" is none of GitHub's labels`, hint: own, severity: 'warning' };
}

/** Two labels that no one runner has. */
function* conflictsOf(runner: readonly LabelSite[], job: Job): Generator<Finding> {
  // Which values of a matrix meet, its other entries decide.
  if (runner.length < 2 || countExpressions(job) > 1) return;
  for (const [index, site] of runner.entries()) {
    const other = runner.slice(0, index).find((each) => exclude(each.label, site.label, runner));
    if (!other) continue;
    const message = `no runner has both labels, "${other.label}" and "${site.label}"`;
    const hint = 'a job runs on one machine, which has all of the labels: choose one, or let a matrix choose';
    const severity = isSelfHosted(runner.map(({ label }) => label)) ? 'warning' : 'error';
    yield { node: job, path: site.path, message, hint, severity };
    return;
  }
}

function countExpressions(job: Job): number {
  if (job.kind !== 'job') return 0;
  return textsOf(isFields(job.runsOn) ? job.runsOn.labels : job.runsOn).filter(hasExpression).length;
}

function exclude(one: string, other: string, runner: readonly LabelSite[]): boolean {
  const own = isSelfHosted(runner.map(({ label }) => label));
  // A machine of one's own may have the names of GitHub's as labels.
  if (own && (labelFacts(one) || labelFacts(other))) return false;
  const systems = [systemOf(one), systemOf(other)];
  if (systems.includes(undefined)) return false;
  const versions = [one, other].map((label) => label.toLowerCase());
  const exact = versions.every((label) => labelFacts(label) && !label.includes('latest'));
  return systems[0] !== systems[1] || (exact && versions[0] !== versions[1]);
}
