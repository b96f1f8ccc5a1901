/** Reports secrets beside the code of a fork, in steps that any fork starts, and empty for a pull request from a fork. */
import { accessesOf, accessPath } from '../../expressions/index.ts';
import { type Document, type Step, type StepsJob, stepsOfJob } from '../../model/index.ts';
import { readIn } from '../conditions.ts';
import { sameName } from '../data-shapes.ts';
import { guardOf } from '../fork-guards.ts';
import { headCheckoutsOf, runsAfter } from '../head-checkout.ts';
import { eventsOf, jobsOf } from '../references.ts';
import { type Finding, inSite, type LintInput, type ParsedSite, type Rule, siteAt } from '../rule.ts';
import { mayGiveAway, valuesIn } from '../secret-takers.ts';

export const secretOnFork: Rule = {
  id: 'secret-on-fork',
  // https://docs.github.com/actions/how-tos/write-workflows/choose-what-workflows-do/use-secrets
  // https://docs.github.com/actions/reference/security/securely-using-pull_request_target
  why: 'Code of a fork that runs under pull_request_target can read every secret of its job, and a step that any fork can start has the secret at hand while it works with what the fork wrote. Under pull_request the secrets are empty for a fork and for Dependabot, so that a step which needs one fails there.',
  *check(input: LintInput): Generator<Finding> {
    const events = eventsOf(input.document);
    const told = new Set<string>();
    for (const job of jobsOf(input.document)) {
      if (job.kind !== 'job') continue;
      if (events.includes('pull_request_target')) {
        for (const finding of [...besideForkCode(job, input), ...inReachOfForks(job, input)]) {
          // What the workflow gives to all of its jobs is told once.
          if (!told.has(finding.path) || finding.node !== input.document) yield finding;
          told.add(finding.path);
        }
      }
      if (events.includes('pull_request')) yield* emptyForForks(job, input);
    }
  },
};

const sameRepository = 'github.event.pull_request.head.repo.full_name == github.repository';

interface SecretUse {
  readonly site: ParsedSite;
  readonly name: string;
  /** Whether the value is the secret itself, and nothing stands in for it. */
  readonly plain: boolean;
  /** Whether the secret itself may get to the steps, and not only whether there is one. */
  readonly handedOn: boolean;
}

/** The secrets that a job or the environment around it reads, GitHub's own token aside. */
function secretsOf(job: StepsJob, expressions: readonly ParsedSite[]): SecretUse[] {
  return expressions
    .filter((site) => site.job === job || site.place === 'workflow-env')
    .flatMap((site) =>
      site.parsed.flatMap(({ tree, start }) =>
        (tree ? accessesOf(tree) : [])
          .filter(([context, name]) => sameName(context, 'secrets') && !sameName(name ?? '', 'GITHUB_TOKEN'))
          .map(([context = '', name = '*']) => ({
            site: siteAt(site, start),
            name,
            handedOn:
              (site.step !== undefined || site.place === 'job-env' || site.place === 'workflow-env') &&
              tree !== undefined &&
              valuesIn(tree).some((path) => path[0] === context && path[1] === name),
            plain: tree !== undefined && accessPath(tree) !== undefined && isAlone(site),
          })),
      ),
    );
}

/** Whether the value is nothing else, and not a part of a script or of the key of a cache. */
const isAlone = ({ text, key }: ParsedSite): boolean => key !== 'run' && /^\s*\$\{\{[^}]*\}\}\s*$/.test(text);

function* besideForkCode(job: StepsJob, { document, expressions }: LintInput): Generator<Finding> {
  const event = 'pull_request_target';
  const checkouts = headCheckoutsOf(job, event).filter(
    ({ site, refused, branchOnly }) => !refused && !branchOnly && guardOf(event, job, document, site.step) !== 'closed',
  );
  const running = checkouts.filter((checkout) => runsAfter(checkout, job));
  const [worst = checkouts[0]] = running.filter(({ certain }) => certain);
  if (!worst) return;
  const isHole = running.includes(worst) && worst.certain && guardOf(event, job, document, worst.site.step) === 'open';
  const seen = new Set<string>();
  for (const { site, name } of secretsOf(job, expressions)) {
    if (seen.has(name)) continue;
    seen.add(name);
    yield {
      ...inSite(site),
      message: `secrets.${name} is in the same job as the code of a fork, which can read it`,
      hint: 'use it in another job, which does not check out the head of the pull request',
      severity: isHole ? 'error' : 'warning',
    };
  }
}

/** Secrets of the base branch's own programs, which a pull request of anybody starts and feeds. */
function* inReachOfForks(job: StepsJob, { document, expressions }: LintInput): Generator<Finding> {
  const event = 'pull_request_target';
  if (headCheckoutsOf(job, event).length > 0) return;
  const open = [...stepsOfJob(job)].filter(({ step }) => guardOf(event, job, document, step) === 'open');
  const seen = new Set<string>();
  for (const { site, name, handedOn } of secretsOf(job, expressions)) {
    const steps = site.step ? open.filter(({ step }) => step === site.step) : open;
    if (seen.has(name) || !handedOn || !steps.some(({ step }) => mayGiveAway(step, site))) continue;
    seen.add(name);
    yield {
      ...inSite(site),
      message: `every ${event} starts this ${site.step ? 'step' : 'job'}, from forks too, and hands it secrets.${name}`,
      hint: `let a member look first, by an environment or a label, or keep forks out: if: ${sameRepository}`,
      severity: 'warning',
    };
  }
}

function* emptyForForks(job: StepsJob, { document, expressions }: LintInput): Generator<Finding> {
  if (guardOf('pull_request', job, document) !== 'open' || readIn(job.if).length > 0 || job.continueOnError) return;
  const used = secretsOf(job, expressions).filter(
    ({ site, name, plain }) =>
      plain && !/^(?:CODECOV|COVERALLS)_/i.test(name) && site.step && isUnasked(site.step, job, document),
  );
  const [first] = used;
  if (!first) return;
  const names = [...new Set(used.map(({ name }) => `secrets.${name}`))];
  const others = eventsOf(document).some((event) => event !== 'pull_request');
  yield {
    ...inSite(first.site),
    message: `${names.join(', ')} ${names.length === 1 ? 'is' : 'are'} empty when the pull request is a fork's or Dependabot's`,
    hint: `ask first: if: ${others ? `github.event_name != 'pull_request' || ${sameRepository}` : sameRepository}`,
    severity: 'warning',
  };
}

/** Uploads of coverage do without, and a script that asks for the value knows that it may be missing. */
function isUnasked(step: Step, job: StepsJob, document: Document): boolean {
  if (step.kind === 'uses') return !isOptional(step.uses) && isAlways(step, job, document);
  return step.kind === 'run' && !/\bif\b|\[|\|\||:-|\?|test -/.test(String(step.run)) && isAlways(step, job, document);
}

const isOptional = (uses: unknown): boolean => /^(?:codecov|coverallsapp|actions\/setup-)/i.test(String(uses));

function isAlways(step: Step, job: StepsJob, document: Document): boolean {
  if (!('if' in step || 'continueOnError' in step)) return true;
  const { if: condition, continueOnError } = step as { if?: unknown; continueOnError?: unknown };
  return !continueOnError && readIn(condition).length === 0 && guardOf('pull_request', job, document, step) === 'open';
}
