/** What the compiler accepts and refuses of the authoring API. Checked by tsc; never runs. */
import { z } from 'zod';
import {
  always,
  and,
  at,
  choose,
  contains,
  dynamicMatrix,
  type Expr,
  env,
  eq,
  event,
  failure,
  fallback,
  fromJSON,
  github,
  hashFiles,
  inputs,
  job,
  jobContext,
  lt,
  matrix,
  ne,
  not,
  or,
  run,
  runner,
  secret,
  sh,
  startsWith,
  strategy,
  success,
  text,
  vars,
  when,
} from '../index.ts';

const on = 'ubuntu-24.04';
const decide = run(sh`./decide`, { outputs: ['laneA', 'laneB'] });
const trigger = job('trigger', { runsOn: on, steps: [decide], outputs: { laneB: decide.outputs.laneB } });
const grid = matrix(
  {
    os: [on, 'macos-15'],
    model: [
      { id: 'a', mb: 82 },
      { id: 'b', mb: 352, tags: ['x'] },
    ],
    fast: [true, false],
  },
  { exclude: [{ os: 'macos-15' }, { model: { id: 'a' } }], include: [{ os: 'windows-2025', extra: 'x' }, { gpu: 1 }] },
);
const title = event('issues').issue.title;
const head = event('pull_request').pull_request.head.ref;

// The job of the design
const laneB = job('lane-b', {
  matrix: grid,
  runsOn: grid.os,
  if: and(eq(trigger.outputs.laneB, 'true'), always()),
  steps: [run(sh`go ${grid.model.id} ${grid.model.mb} ${title}`, { env: { T: secret('TOKEN') } })],
});
eq(laneB.result, 'success');
eq(laneB.result, trigger.result);
// @ts-expect-error not a job result
eq(laneB.result, 'sucess');
eq(decide.outcome, 'skipped');
// @ts-expect-error not a step result
eq(decide.outcome, 'skiped');
// @ts-expect-error not a step result
ne(decide.conclusion, 'succeeded');
decide.outputs.laneA satisfies Expr<string, 'steps'>;
// @ts-expect-error never declared
decide.outputs.laneZ;
trigger.outputs.laneB satisfies Expr<string, 'needs'>;
// @ts-expect-error no such output
trigger.outputs.laneA;
// @ts-expect-error a script has no outputs unless it declares them
run(sh`x`).outputs.any;

// Matrix keys and values
grid.os satisfies Expr<'ubuntu-24.04' | 'macos-15', 'matrix'>;
grid.model.mb satisfies Expr<82 | 352, 'matrix'>;
grid.extra satisfies Expr<'x' | '', 'matrix'>;
grid.gpu satisfies Expr<1 | '', 'matrix'>;
// @ts-expect-error no such axis
grid.oss;
// @ts-expect-error no such key in the axis
grid.model.name;
// @ts-expect-error may be empty: only one entry has it
grid.extra satisfies Expr<'x', 'matrix'>;
eq(grid.os, 'macos-15');
// @ts-expect-error not on the axis
eq(grid.os, 'macos-14');
// @ts-expect-error not on the axis
matrix({ os: ['a'] }, { exclude: [{ os: 'b' }] });
// @ts-expect-error not in the value of the axis
matrix({ model: [{ id: 'a' }] }, { exclude: [{ model: { id: 'b' } }] });
// @ts-expect-error no such axis
matrix({ os: ['a'] }, { exclude: [{ oss: 'a' }] });
// @ts-expect-error misspelled setting
matrix({ os: ['a'] }, { failfast: true });
// @ts-expect-error a text is no switch
matrix({ os: ['a'] }, { failFast: 'no' });
const listed = matrix({ size: fromJSON(trigger.outputs.laneB, z.array(z.enum(['s', 'm']))) });
listed.size satisfies Expr<'s' | 'm', 'matrix'>;
// @ts-expect-error not in the schema
eq(listed.size, 'l');
// @ts-expect-error a matrix is made before the job: no matrix in it
matrix({ size: fromJSON(grid.os, z.array(z.string())) });
// @ts-expect-error an axis is a list
matrix({ size: fromJSON(trigger.outputs.laneB, z.string()) });
const whole = dynamicMatrix(fromJSON(vars('GRID'), z.object({ include: z.array(z.object({ id: z.string() })) })));
whole.id satisfies Expr<string, 'matrix'>;
// @ts-expect-error not in the schema
whole.name;
// @ts-expect-error nothing to include
dynamicMatrix(fromJSON(vars('GRID'), z.object({ id: z.string() })));

// Contexts: what a job may read
job('a', { runsOn: on, steps: [], if: and(eq(github.ref, 'a'), failure(), eq(vars('A'), 'b')) });
// @ts-expect-error secrets in a job's `if`
job('a', { runsOn: on, steps: [], if: eq(secret('A'), 'x') });
// @ts-expect-error matrix in a job's `if`
job('a', { runsOn: on, steps: [], if: eq(grid.os, 'macos-15') });
// @ts-expect-error steps in a job's `if`
job('a', { runsOn: on, steps: [], if: eq(decide.outputs.laneA, 'x') });
// @ts-expect-error env in a job's `if`
job('a', { runsOn: on, steps: [], if: eq(env('A'), 'x') });
// @ts-expect-error runner in a job's `if`
job('a', { runsOn: on, steps: [], if: eq(runner.os, 'Linux') });
// @ts-expect-error hashFiles in a job's `if`
job('a', { runsOn: on, steps: [], if: eq(hashFiles('a'), 'x') });
job('a', { runsOn: grid.os, name: text`On ${grid.os}`, steps: [] });
// @ts-expect-error steps in runs-on
job('a', { runsOn: decide.outputs.laneA, steps: [] });
// @ts-expect-error secrets in runs-on
job('a', { runsOn: secret('LABEL'), steps: [] });
// @ts-expect-error env in runs-on
job('a', { runsOn: [env('LABEL')], steps: [] });
// @ts-expect-error secrets in a job's name
job('a', { runsOn: on, name: text`${secret('A')}`, steps: [] });
// @ts-expect-error status functions in a job's name
job('a', { runsOn: on, name: text`${success()}`, steps: [] });
job('a', { runsOn: on, env: { A: secret('A'), B: grid.os, C: trigger.result }, steps: [] });
// @ts-expect-error steps in a job's env
job('a', { runsOn: on, env: { A: decide.outputs.laneA }, steps: [] });
// @ts-expect-error env in a job's env
job('a', { runsOn: on, env: { A: env('B') }, steps: [] });
// @ts-expect-error status functions in env
job('a', { runsOn: on, env: { A: always() }, steps: [] });
// @ts-expect-error secrets in the name of an environment
job('a', { runsOn: on, environment: secret('A'), steps: [] });
// @ts-expect-error secrets in the address of an environment
job('a', { runsOn: on, environment: { name: 'a', url: secret('A') }, steps: [] });
job('a', { runsOn: on, environment: { name: 'a', url: decide.outputs.laneA }, steps: [decide] });
// @ts-expect-error steps in a concurrency group
job('a', { runsOn: on, concurrency: decide.outputs.laneA, steps: [] });
// @ts-expect-error secrets in the image of a container
job('a', { runsOn: on, container: { image: secret('A') }, steps: [] });
job('a', { runsOn: on, container: { image: 'a', credentials: { username: 'a', password: secret('A') } }, steps: [] });
const password = decide.outputs.laneA;
// @ts-expect-error steps in credentials
job('a', { runsOn: on, container: { image: 'a', credentials: { username: 'a', password } }, steps: [] });
const username = trigger.outputs.laneB;
// @ts-expect-error needs in credentials
job('a', { runsOn: on, container: { image: 'a', credentials: { username, password: 'a' } }, steps: [] });
// @ts-expect-error hashFiles in a job's outputs
job('a', { runsOn: on, steps: [], outputs: { key: hashFiles('a') } });
// @ts-expect-error status functions in the condition of a snapshot
job('a', { runsOn: on, steps: [], snapshot: { imageName: 'a', if: success() } });

// Contexts: what a step may read
run(sh`x`, {
  if: and(
    success(),
    eq(decide.outputs.laneA, 'x'),
    eq(grid.os, on),
    eq(jobContext.status, 'failure'),
    eq(env('A'), 'b'),
  ),
});
// @ts-expect-error secrets in a step's `if`
run(sh`x`, { if: eq(secret('A'), 'x') });
// @ts-expect-error status functions outside `if`
run(sh`x`, { env: { A: text`${always()}` } });
// @ts-expect-error status functions outside `if`
run(sh`x`, { continueOnError: failure() });
// @ts-expect-error status functions in a name
run(sh`x`, { name: text`${success()}` });
run(sh`x`, { env: { A: hashFiles('a'), B: secret('B'), C: decide.outputs.laneA, D: title }, name: text`${title}` });

// Types: what each option takes
job('a', { runsOn: on, steps: [], timeoutMinutes: fromJSON(vars('N'), z.number()), continueOnError: eq(grid.os, on) });
// @ts-expect-error a text is no number
job('a', { runsOn: on, steps: [], timeoutMinutes: '30' });
// @ts-expect-error an expression that yields text is no number
job('a', { runsOn: on, steps: [], timeoutMinutes: vars('N') });
// @ts-expect-error a number is no switch
job('a', { runsOn: on, steps: [], continueOnError: 1 });
// @ts-expect-error text is no condition
job('a', { runsOn: on, steps: [], if: "github.ref == 'a'" });
// @ts-expect-error an expression that yields text is no condition
job('a', { runsOn: on, steps: [], if: github.ref });
// @ts-expect-error a number is no label
job('a', { runsOn: 24, steps: [] });
// @ts-expect-error no runner
job('a', { steps: [] });
// @ts-expect-error no steps
job('a', { runsOn: on });
// @ts-expect-error a job is not a step
job('a', { runsOn: on, steps: [trigger] });
// @ts-expect-error references are values
job('a', { runsOn: on, steps: [], needs: ['trigger'] });
// @ts-expect-error a step is not a job
job('a', { runsOn: on, steps: [], needs: [decide] });
// @ts-expect-error text is no condition
run(sh`x`, { if: 'always()' });
// @ts-expect-error text is no switch
run(sh`x`, { background: 'yes' });
// @ts-expect-error an object is no variable
run(sh`x`, { env: { A: { b: 1 } } });
// @ts-expect-error a whole object of a payload is no text
run(sh`x`, { env: { A: event('push').repository } });
// @ts-expect-error a text is no script
run('npm test');

// Options that do not exist
// @ts-expect-error misspelled
job('a', { runsOn: on, steps: [], timeoutMinute: 3 });
// @ts-expect-error GitHub's spelling is for YAML
job('a', { 'runs-on': on, steps: [] });
// @ts-expect-error misspelled
run(sh`x`, { nam: 'x' });
// @ts-expect-error a script has no inputs
run(sh`x`, { with: { a: 'b' } });
// @ts-expect-error misspelled
job('a', { runsOn: on, steps: [], container: { image: 'a', volume: [] } });
// @ts-expect-error only services have a health check
job('a', { runsOn: on, steps: [], container: { image: 'a', health: { command: 'a' } } });
// @ts-expect-error misspelled
job('a', { runsOn: on, steps: [], services: { a: { image: 'a', helth: { command: 'a' } } } });
// @ts-expect-error misspelled
job('a', { runsOn: on, steps: [], environment: { name: 'a', link: 'b' } });
// @ts-expect-error misspelled
job('a', { runsOn: on, steps: [], snapshot: { name: 'a' } });
// @ts-expect-error no such queue
job('a', { runsOn: on, steps: [], concurrency: { group: 'a', queue: 'min' } });
run(sh`x`, { shell: 'pwsh' });
run(sh`x`, { shell: 'perl {0}' });
// @ts-expect-error unknown shell
run(sh`x`, { shell: 'zsh' });
// @ts-expect-error unknown shell
job('a', { runsOn: on, steps: [], defaults: { run: { shell: 'fish' } } });

// Untrusted text, where it would execute or decide what runs
// @ts-expect-error the runner
job('a', { runsOn: title, steps: [] });
// @ts-expect-error one of the labels
job('a', { runsOn: ['self-hosted', head], steps: [] });
// @ts-expect-error part of a label
job('a', { runsOn: text`x-${head}`, steps: [] });
// @ts-expect-error the image
job('a', { runsOn: on, container: text`node:${head}`, steps: [] });
// @ts-expect-error the image of a service
job('a', { runsOn: on, services: { a: { image: head } }, steps: [] });
// @ts-expect-error the options of a service
job('a', { runsOn: on, services: { a: { image: 'a', options: head } }, steps: [] });
// @ts-expect-error an axis
matrix({ a: fromJSON(event('issue_comment').comment.body, z.array(z.string())) });
// @ts-expect-error the environment
job('a', { runsOn: on, environment: github.head_ref, steps: [] });
// @ts-expect-error the folder of scripts
job('a', { runsOn: on, defaults: { run: { workingDirectory: head } }, steps: [] });
job('a', {
  runsOn: on,
  if: startsWith(title, 'fix'),
  name: text`${title}`,
  env: { A: head },
  concurrency: text`${head}`,
  steps: [],
});

// Expressions
const options = inputs({
  flag: { type: 'boolean' },
  size: { type: 'choice', options: ['s', 'm'] },
  count: { type: 'number' },
  name: {},
});
options.flag satisfies Expr<boolean, 'inputs'>;
options.size satisfies Expr<'s' | 'm' | '', 'inputs'>;
options.count satisfies Expr<number, 'inputs'>;
options.name satisfies Expr<string, 'inputs'>;
and(options.flag, or(not(options.flag), lt(options.count, 3)));
fallback(options.size, 's') satisfies Expr<'s' | 'm', 'inputs'>;
when(options.flag, 'a', 'b') satisfies Expr<'a' | 'b', 'inputs'>;
choose(options.flag, 'a', 'b') satisfies Expr<'a' | 'b', 'inputs'>;
contains(event('pull_request').pull_request.labels.every.name, 'bug');
at(event('push').commits, 0).message satisfies Expr<string, 'github' | 'untrusted'>;
strategy['job-index'] satisfies Expr<number, 'strategy'>;
fromJSON('["a"]', z.array(z.string())) satisfies Expr<readonly string[], never>;
// @ts-expect-error no such input
options.sizes;
// @ts-expect-error not an option
eq(options.size, 'l');
// @ts-expect-error text is no boolean
and(options.flag, options.name);
// @ts-expect-error text is no boolean
eq(options.flag, 'true');
// @ts-expect-error text has no order
lt(options.name, 3);
// @ts-expect-error a number is no text
startsWith(options.count, '3');
// @ts-expect-error may be empty
options.size satisfies Expr<'s' | 'm', 'inputs'>;
// @ts-expect-error a default is one of the options
inputs({ size: { type: 'choice', options: ['s', 'm'], default: 'l' } });
// @ts-expect-error only a choice has options
inputs({ size: { type: 'string', options: ['s'] } });
// @ts-expect-error text is no boolean
inputs({ flag: { type: 'boolean', default: 'true' } });
// @ts-expect-error misspelled
inputs({ flag: { type: 'boolean', defalt: true } });
// @ts-expect-error unknown type
inputs({ flag: { type: 'bool' } });
// @ts-expect-error a choice without options
inputs({ size: { type: 'choice' } });
