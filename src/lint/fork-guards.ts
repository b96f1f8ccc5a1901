/** Tells how far conditions keep pull requests from forks away from a job or a step. */
import { accessPath, type ExpressionNode } from '../expressions/index.ts';
import { type Document, type Job, type Step, type StepSite, stepsOfJob } from '../model/index.ts';
import { conditionTree, readIn, runsAfterFailure } from './conditions.ts';
import { hasExpression, textsOf } from './data-shapes.ts';
import { findJob, needsOf } from './references.ts';

/** `closed`: none gets there. `gated`: someone, or something, is asked first. */
export type Guard = 'closed' | 'gated' | 'open';

/** How far an event reaches a job, or a step of it, when a fork starts it. */
export function guardOf(event: string, job: Job, document: Document, step?: Step): Guard {
  const jobs = jobsBefore(job, document);
  const conditions: unknown[] = jobs.map((each) => each.if);
  if (step && 'if' in step) conditions.push(step.if);
  if (conditions.some((each) => isClosed(conditionTree(each), event))) return 'closed';
  const asked = jobs.some((each) => each.kind === 'job' && each.environment !== undefined);
  return asked || isForMembers(event, document) || conditions.some(asksWho) || asksInSteps(job, step)
    ? 'gated'
    : 'open';
}

/** Whether only members of the repository can make the event happen: nobody else labels or assigns. */
function isForMembers(event: string, document: Document): boolean {
  const triggers = document.kind === 'workflow' ? document.on.filter((each) => each.event === event) : [];
  const types = triggers.flatMap((trigger) => textsOf(trigger.types));
  return types.length > 0 && types.every((type) => /^(?:un)?(?:labeled|assigned)$|^(?:de)?milestoned$/.test(type));
}

/** The job and those that it needs; where one is skipped, the job is. */
function jobsBefore(job: Job, document: Document, seen: readonly Job[] = []): Job[] {
  if (seen.includes(job)) return [];
  if (runsAfterFailure(job.if)) return [job];
  const needed = needsOf(job).flatMap((id) => findJob(document, id) ?? []);
  return [job, ...needed.flatMap((each) => jobsBefore(each, document, [...seen, job]))];
}

const asking =
  /^(?:github\.(?:actor|triggering_actor|event\.(?:.*\.)?(?:author_association|labels?(?:\..*)?|sender\.login|user\.login))|steps\..*|needs\..*)$/;
const asksWho = (condition: unknown): boolean => readIn(condition).some((path) => asking.test(path));

const checkingAction = /permission|authori[sz]|check-?user|team-member|membership|safe-to-test/i;

/** Whether a step before this one refuses, or asks who started the run. */
function asksInSteps(job: Job, step: Step | undefined): boolean {
  if (job.kind !== 'job' || !step) return false;
  const sites: readonly StepSite[] = [...stepsOfJob(job)];
  return sites
    .slice(
      0,
      sites.findIndex((site) => site.step === step),
    )
    .some(({ step: before }) => {
      if (before.kind === 'uses' && checkingAction.test(String(before.uses).split('@')[0] ?? '')) return true;
      const read = 'if' in before ? readIn(before.if) : [];
      return read.some((path) => headRepository.test(path) || asking.test(path));
    });
}

const headRepository =
  /^github\.event\.(?:pull_request\.head\.(?:repo\.(?!fork)|user\.)|workflow_run\.head_repository\.(?!fork)).+$/;
const isFork = /^github\.event\.(?:pull_request\.head\.repo|workflow_run\.head_repository)\.fork$/;
/** What only a merged pull request, or another event, has. */
const merged = 'github.event.pull_request.merged';

/** Whether a condition can't hold for a pull request from a fork. */
function isClosed(tree: ExpressionNode | undefined, event: string): boolean {
  if (!tree) return false;
  if (tree.kind === 'literal') return tree.value === false;
  if (tree.kind === 'call') return tree.name.toLowerCase() === 'startswith' && isElsewhere(tree.args, event);
  if (tree.kind !== 'operator') return pathOf(tree) === merged;
  const { operator, args } = tree;
  if (operator === '&&') return args.some((each) => isClosed(each, event));
  if (operator === '||') return args.every((each) => isClosed(each, event));
  if (operator === '!')
    return args.some((each) => isFork.test(pathOf(each)) || pathOf(each) === 'github.event.pull_request');
  return operator === '==' || operator === '!=' ? compares(args, operator === '==', event) : false;
}

const pathOf = (node: ExpressionNode): string => accessPath(node)?.join('.').toLowerCase() ?? '';

function compares(args: readonly ExpressionNode[], equal: boolean, event: string): boolean {
  const paths = args.map(pathOf);
  const literal = args.flatMap((each) => (each.kind === 'literal' ? [each.value] : []))[0];
  if (paths.some((path) => headRepository.test(path))) return equal;
  if (paths.some((path) => isFork.test(path))) return equal === (literal === false);
  if (paths.includes(merged)) return equal && literal === true;
  if (paths.includes('github.event_name'))
    return typeof literal === 'string' && equal !== (literal.toLowerCase() === event);
  if (paths.includes('github.event.workflow_run.event'))
    return typeof literal === 'string' && equal !== literal.startsWith('pull_request');
  return equal && isElsewhere(args, event);
}

/** A branch or a tag: the ref of a pull request is neither, that of pull_request_target is the base branch. */
function isElsewhere(args: readonly ExpressionNode[], event: string): boolean {
  if (event !== 'pull_request') return false;
  const [path = ''] = args.map(pathOf).filter((each) => each !== '');
  const literal = args.flatMap((each) => (each.kind === 'literal' ? [String(each.value)] : []))[0];
  if (literal === undefined || hasExpression(literal)) return false;
  if (path === 'github.ref') return !literal.startsWith('refs/pull');
  return path === 'github.ref_type' ? literal === 'tag' : path === 'github.ref_name' && !/^\d+\//.test(literal);
}
