/** Which checks a pull request shows, and how to require them before a merge. */

import { block, bullets, code, folded, inWords, section, stack } from '../markup/markdown.ts';
import type { Job, StepsJob, Trigger } from '../model/index.ts';
import { type Check, checksOf } from './check-names.ts';
import type { Section } from './page.ts';

/** Only of workflows that run for pull requests. */
export const checks: Section = ({ workflow, repository }) => {
  const trigger = workflow.on.find(({ event }) => event === 'pull_request');
  if (!trigger) return '';
  const found = distinct(workflow.jobs.flatMap((job) => checksOf(job, repository)));
  const gate = gateOf(workflow.jobs);
  const required = gate ? checksOf(gate, repository) : found.filter(({ absentWhenSkipped }) => !absentWhenSkipped);
  return section(
    '## Required checks',
    gate ? `Require ${code(required[0]?.name ?? gate.id)}: it runs whatever happens, and needs all other jobs.` : '',
    stack('A pull request shows these checks:', bullets(found.map(describe))),
    trap(found, gate),
    warning(trigger),
    command(
      workflow.name ?? '',
      required.filter(({ known }) => known),
    ),
  );
};

const distinct = (found: readonly Check[]): Check[] => [...new Map(found.map((check) => [check.name, check])).values()];

const describe = ({ name, known }: Check): string => (known ? code(name) : `${code(name)}, as the run decides`);

/**
 * The job that needs all others and runs even when they fail: a skipped job counts as a success.
 *
 * Source: https://docs.github.com/actions/using-jobs/using-conditions-to-control-job-execution
 */
function gateOf(jobs: readonly Job[]): StepsJob | undefined {
  const isGate = (job: Job): job is StepsJob =>
    job.kind === 'job' &&
    job.strategy?.matrix === undefined &&
    /\b(?:always|cancelled)\s*\(/i.test(job.if ?? '') &&
    jobs.every(({ id }) => id === job.id || job.needs?.includes(id));
  return jobs.length > 1 ? jobs.find(isGate) : undefined;
}

/** Checks that would be waited for in vain. */
function trap(found: readonly Check[], gate: Job | undefined): string {
  const names = found.filter(({ absentWhenSkipped }) => absentWhenSkipped).map(({ name }) => code(name));
  if (gate || names.length === 0) return '';
  const [some, rest] = [names.slice(0, 3), names.length - 3];
  const list = rest > 0 ? `${some.join(', ')} and ${rest} more` : inWords(some);
  return `Do not require ${list}: when the job is skipped there is no check of that name, and it would stay pending for ever.`;
}

/** Source: https://docs.github.com/pull-requests/collaborating-with-pull-requests/collaborating-on-repositories-with-code-quality-features/troubleshooting-required-status-checks */
function warning({ paths, pathsIgnore }: Trigger): string {
  if (!paths && !pathsIgnore) return '';
  return 'The workflow does not start for every pull request: where its paths do not fit, a required check of it would stay pending for ever.';
}

function command(name: string, required: readonly Check[]): string {
  if (required.length === 0) return '';
  const contexts = required.map((check) => `      { "context": ${JSON.stringify(check.name)} }`);
  const lines = [
    "gh api --method POST repos/{owner}/{repo}/rulesets --input - <<'JSON'",
    '{',
    `  "name": ${JSON.stringify(`Checks of ${name}`)}, "target": "branch", "enforcement": "active",`,
    '  "conditions": { "ref_name": { "include": ["~DEFAULT_BRANCH"], "exclude": [] } },',
    '  "rules": [{ "type": "required_status_checks", "parameters": {',
    '    "strict_required_status_checks_policy": false,',
    `    "required_status_checks": [\n${contexts.join(',\n')}\n    ]`,
    '  } }]',
    '}',
    'JSON',
  ];
  return folded('Require them on the default branch', block('sh', lines.join('\n')));
}
