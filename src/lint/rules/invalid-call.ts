/** Reports a call of a workflow that GitHub refuses: where it lies, and what it is given. */
import { didYouMean } from '../../diagnostics/index.ts';
import type { CallJob, InputDefinition } from '../../model/index.ts';
import { isOwn } from '../action-catalog.ts';
import { type CalledInterface, calledBy, interfaceOf } from '../called-workflows.ts';
import { fieldsOf, hasExpression, sameName, show } from '../data-shapes.ts';
import { jobsOf } from '../references.ts';
import type { Finding, LintInput, Repository, Rule } from '../rule.ts';

export const invalidCall: Rule = {
  id: 'invalid-call',
  // Source: https://docs.github.com/actions/how-tos/reuse-automations/reuse-workflows#calling-a-reusable-workflow
  why: 'A called workflow takes the inputs and secrets that it declares under `workflow_call`, each of its type, and no others. GitHub refuses to start a run with a call that does not fit.',
  *check({ document, repository }: LintInput): Generator<Finding> {
    for (const job of jobsOf(document)) {
      if (job.kind === 'call' && !hasExpression(job.uses)) yield* problemsOf(job, repository);
    }
  },
};

type Problem = Pick<Finding, 'message' | 'hint' | 'severity'> & { readonly at: string; readonly key?: string };

function* problemsOf(job: CallJob, repository: Repository): Generator<Finding> {
  const path = `jobs.${job.id}`;
  for (const { at, ...problem } of mistakesOf(job, repository)) yield { node: job, path: `${path}.${at}`, ...problem };
}

function* mistakesOf(job: CallJob, repository: Repository): Generator<Problem> {
  const uses = String(job.uses);
  const malformed = malformedUses(uses);
  if (malformed) return yield { at: 'uses', ...malformed };
  const called = calledBy(job, repository);
  if (!called) {
    if (!isOwn(uses) || !repository.lacksWorkflow(uses)) return;
    // It may be made before the run, or lie on another branch.
    const hint = 'write the path from the root of the repository, or add the file';
    return yield { at: 'uses', message: `there is no file ${uses}`, hint, severity: 'warning' };
  }
  const takes = interfaceOf(called);
  if (takes) {
    yield* inputMistakes(job, takes);
    yield* secretMistakes(job, takes);
  } else {
    const hint = 'add workflow_call to its `on`';
    yield { at: 'uses', message: `${uses} can't be called: it has no workflow_call trigger`, hint };
  }
}

const folder = '.github/workflows/';

/** `./.github/workflows/x.yml`, or `owner/repository/.github/workflows/x.yml@ref`. */
function malformedUses(uses: string): Omit<Problem, 'at'> | undefined {
  const message = `"${uses}" is no workflow that a job can call`;
  const [path = '', ref] = uses.split(/@(.*)/s, 2);
  const file = path.split('/').at(-1) ?? '';
  const local = isOwn(uses);
  if (local && ref !== undefined)
    return { message, hint: `one of this repository has no version: write ./${folder}${file}` };
  if (!/\.ya?ml$/.test(file)) {
    const hint = 'a job calls a file of .github/workflows; an action is used by a step';
    return { message, hint };
  }
  const where = local ? `${uses.slice(0, uses.indexOf('/'))}/` : path.split('/').slice(0, 2).join('/').concat('/');
  if (path !== `${where}${folder}${file}`) {
    const example = local ? `./${folder}${file}` : `owner/repository/${folder}${file}@${ref ?? 'main'}`;
    return { message, hint: `workflows lie in .github/workflows: write ${example}` };
  }
  return local || ref ? undefined : { message, hint: `say which version: ${path}@main` };
}

function* inputMistakes({ uses, ...job }: CallJob, { inputs }: CalledInterface): Generator<Problem> {
  const given = Object.entries(fieldsOf(job.with));
  for (const [name, value] of given) {
    const input = inputs.find(([each]) => sameName(each, name))?.[1];
    const problem = input ? typeMistake(name, value, input) : undefined;
    if (problem) yield { at: `with.${name}`, ...problem };
    if (!input) yield { at: 'with', key: name, ...unknownName('input', name, uses, inputs) };
  }
  for (const [name, { required, type }] of inputs) {
    if (String(required) !== 'true' || given.some(([each]) => sameName(each, name))) continue;
    const hint = `pass ${type === undefined ? 'it' : `a ${type}`}: with: { ${name}: … }`;
    yield { at: 'uses', message: `the call does not pass the input "${name}", which ${uses} requires`, hint };
  }
}

/** Texts take every value; a text never becomes a number or a boolean. */
function typeMistake(name: string, value: unknown, { type }: InputDefinition): Omit<Problem, 'at'> | undefined {
  if (type !== 'number' && type !== 'boolean') return undefined;
  if (typeof value === type || value === '' || hasExpression(value)) return undefined;
  const hint = type === 'number' ? 'write a number, without quotes' : 'write true or false, without quotes';
  return { message: `the input "${name}" is a ${type}, and ${show(value)} is none`, hint };
}

function* secretMistakes({ uses, secrets }: CallJob, { secrets: declared }: CalledInterface): Generator<Problem> {
  if (secrets === 'inherit') return;
  const given = Object.keys(fieldsOf(secrets));
  for (const name of given) {
    if (declared.some(([each]) => sameName(each, name))) continue;
    yield { at: 'secrets', key: name, ...unknownName('secret', name, uses, declared) };
  }
  for (const [name, { required }] of declared) {
    if (String(required) !== 'true' || given.some((each) => sameName(each, name))) continue;
    const hint = `pass it: secrets: { ${name}: \${{ secrets.${name} }} }`;
    yield { at: 'uses', message: `the call does not pass the secret "${name}", which ${uses} requires`, hint };
  }
}

function unknownName(
  what: string,
  name: string,
  uses: string,
  declared: readonly (readonly [string, unknown])[],
): Omit<Problem, 'at'> {
  const names = declared.map(([each]) => each);
  const hint = didYouMean(name, names) ?? `it takes no ${what}s: leave it out, or declare it there`;
  return { message: `${uses} takes no ${what} "${name}"`, hint };
}
