/** Reports a runner label that neither GitHub nor the configuration knows, and one that is going or gone. */
import { suggest } from '../../diagnostics/index.ts';
import { sameName } from '../data-shapes.ts';
import { jobsOf } from '../references.ts';
import type { Finding, LintInput, Rule } from '../rule.ts';
import { labelFacts, labelsOf, runnerLabels, selfHostedLabels } from '../runner-labels.ts';

export const unknownRunnerLabel: Rule = {
  id: 'unknown-runner-label',
  *check({ document, labels }: LintInput): Generator<Finding> {
    for (const job of jobsOf(document)) {
      for (const label of new Set((labelsOf(job) ?? []).flat())) {
        const problem = problemOf(label, labels);
        if (problem) yield { node: job, key: 'runs-on', path: `jobs.${job.id}.runs-on`, ...problem };
      }
    }
  },
};

function problemOf(
  label: string,
  configured: readonly string[],
): Pick<Finding, 'message' | 'hint' | 'severity'> | undefined {
  if ([...configured, ...selfHostedLabels].some((each) => sameName(each, label))) return undefined;
  const facts = labelFacts(label);
  if (facts?.state === 'retired')
    return { message: `GitHub has retired the runner "${label}"`, hint: `use "${facts.instead}"` };
  if (facts?.state === 'deprecated') {
    return {
      message: `GitHub is about to retire the runner "${label}"`,
      hint: `use "${facts.instead}"`,
      severity: 'warning',
    };
  }
  if (facts) return undefined;
  const known = [...Object.keys(runnerLabels).filter((each) => runnerLabels[each]?.state !== 'retired'), ...configured];
  const own = 'if it is a runner of your own, add it to `labels` in pipewright.config.ts';
  const nearest = suggest(label, known);
  return { message: `no runner has the label "${label}"`, hint: nearest ? `did you mean "${nearest}"? ${own}` : own };
}
