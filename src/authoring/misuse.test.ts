/** Wrong arguments, as those without a type-check write them: each gets a message and what to write instead. */
import { describe, expect, it } from 'vitest';
import { PipelineError } from '../diagnostics/index.ts';
import {
  call,
  cancel,
  compositeAction,
  fallback,
  github,
  inputs,
  job,
  matrix,
  parallel,
  run,
  sh,
  text,
  uses,
  wait,
  when,
  workflow,
} from '../index.ts';

/** What a JavaScript author can pass. */
const loose = <F>(made: F) => made as (...args: unknown[]) => unknown;
const step = run(sh`a`);
const a = job('a', { runsOn: 'x', steps: [step] });
const grid = matrix({ os: ['x'] });
const on = { push: {} };
const inJob = (options: object) => () => loose(job)('b', { runsOn: 'x', steps: [], ...options });
const inWorkflow = (options: object) => () => loose(workflow)({ name: 'A', on, jobs: [], ...options });

const mistakes: Record<string, [() => unknown, RegExp, RegExp]> = {
  'a text as script': [() => loose(run)('npm test'), /run\(\) takes a script/, /sh`npm test`/],
  'no script': [() => loose(run)(), /run\(\) takes a script/, /sh`/],
  'options that are no object': [
    () => loose(run)(sh`a`, 'Test'),
    /run takes an object of options, not a string/,
    /run\(\{/,
  ],
  'no options': [() => loose(job)('a'), /job takes an object of options, not undefined/, /job\(\{/],
  'a list as options': [
    () => loose(workflow)([a]),
    /workflow takes an object of options, not an array/,
    /workflow\(\{/,
  ],
  'an expression as options': [() => loose(job)('a', github), /job takes an object of options/, /job\(\{/],
  'steps that are no list': [inJob({ steps: step }), /steps takes a list/, /steps: \[/],
  'a text among the steps': [inJob({ steps: ['npm test'] }), /a step is missing or is not a step/, /run\(\)/],
  'a hole among the steps': [inJob({ steps: [undefined] }), /a step is missing/, /run\(\)/],
  'a job among the steps': [inJob({ steps: [a] }), /is not a step/, /run\(\)/],
  'jobs that are no list': [inWorkflow({ jobs: { a } }), /jobs takes a list/, /jobs: \[/],
  'no jobs': [inWorkflow({ jobs: undefined }), /jobs takes a list/, /jobs: \[/],
  'a step among the jobs': [inWorkflow({ jobs: [step] }), /is not a job/, /job\(\) or call\(\)/],
  'a hole among the jobs, as a circular import gives': [
    inWorkflow({ jobs: [undefined] }),
    /a job is missing/,
    /job\(\)/,
  ],
  'events as a text': [inWorkflow({ on: 'push' }), /on takes an object/, /on\(\{|on: \{/],
  'events as a list': [inWorkflow({ on: ['push'] }), /on takes an object/, /on/],
  'an event that is true': [
    inWorkflow({ on: { pullRequest: true } }),
    /the event pull_request takes an object/,
    /pullRequest: \{\}/,
  ],
  'a list of branches as event': [
    inWorkflow({ on: { push: ['main'] } }),
    /the event push takes an object/,
    /push: \{\}/,
  ],
  'a text in the schedule': [inWorkflow({ on: { schedule: ['0 2 * * *'] } }), /schedule takes an object/, /schedule/],
  'needs that are missing': [inJob({ needs: [undefined] }), /needs takes jobs, not undefined/, /job\(\)/],
  'needs of a step': [inJob({ needs: [step] }), /needs takes jobs/, /job\(\)/],
  'axes as matrix': [inJob({ matrix: { os: ['a'] } }), /matrix takes a matrix/, /matrix\(\{ os/],
  'a list as axes': [() => loose(matrix)(['a']), /matrix takes an object/, /matrix\(\{/],
  'a job as value': [inJob({ env: { A: a } }), /a job can't be written/, /job\.result/],
  'a step as value': [inJob({ env: { A: step } }), /can't be written into a workflow as a whole/, /step\.outputs/],
  'a matrix as value': [inJob({ name: grid }), /as a whole/, /grid\.os/],
  'a function as value': [inJob({ env: { A: () => 1 } }), /a function can't be written/, /expressions/],
  'a date as value': [inJob({ env: { A: new Date(0) } }), /an object can't be written/, /text, numbers/],
  'a symbol as value': [inJob({ name: Symbol('a') }), /a symbol can't be written/, /text/],
  'a number that is none': [inJob({ timeoutMinutes: Number.NaN }), /NaN can't be written/, /finite/],
  'a text to wait for': [() => loose(wait)('server'), /wait\(\) takes steps, not a string/, /run\(\)/],
  'nothing to wait for': [() => wait([]), /wait\(\) takes steps, not an empty list/, /run\(\)/],
  'a missing step to wait for': [() => loose(wait)([step, undefined]), /not undefined/, /run\(\)/],
  'a job to cancel': [() => loose(cancel)(a), /cancel\(\) takes steps/, /run\(\)/],
  'a matrix side by side': [() => loose(parallel)([grid]), /parallel\(\) takes steps/, /run\(\)/],
  'a job for parallel': [() => loose(parallel)(a), /parallel\(\) takes steps/, /run\(\)/],
  'an action by its value': [() => loose(uses)(step), /uses\(\) takes the name of an action/, /owner\/repo/],
  'inputs of an action as text': [() => loose(uses)('./a', { with: 'x' }), /with takes an object/, /with/],
  'an input that is a text': [
    inWorkflow({ on: { workflowDispatch: { inputs: { size: 'small' } } } }),
    /the input "size" takes/,
    /\{/,
  ],
  'inputs as a list': [() => loose(inputs)(['a']), /inputs takes an object/, /inputs\(\{/],
  'an action without options': [() => loose(compositeAction)('a'), /compositeAction takes an object/, /\{/],
  'options of a call as text': [() => loose(call)('a', './b.yml', 'inherit'), /call takes an object/, /call\(\{/],
  'services as a list': [inJob({ services: ['redis'] }), /services takes an object/, /services/],
  'a condition that is an object': [inJob({ if: {} }), /an object can't stand in an expression/, /github\.ref/],
  'an empty choice': [() => when(github.ref_protected, '', 'x'), /can't choose ""/, /not\(condition\)/],
  'a fallback without values': [() => fallback(), /fallback\(\) takes at least one value/, /fallback\(/],
  'a plain template literal': [() => `on ${String(github.ref)}`, /no text of its own/, /text`/],
  'a reference joined to text': [() => `a${github.ref as unknown as string}`, /no text of its own/, /sh`…`/],
  'an output joined to text': [() => `${step.outputs as unknown as string}`, /no text of its own/, /text`/],
  'an axis joined to text': [() => `${grid.os as unknown as string}`, /no text of its own/, /text`/],
  'a value of no kind in text': [
    () => loose(text)(['a', ''] as unknown as TemplateStringsArray, [1]),
    /an array can't stand/,
    /a string/,
  ],
};

describe('a mistake', () => {
  it.each(Object.entries(mistakes))('%s', (_, [make, message, hint]) => {
    let caught: unknown;
    try {
      make();
    } catch (error) {
      caught = error;
    }
    expect(caught).toBeInstanceOf(PipelineError);
    const [finding] = (caught as PipelineError).findings;
    expect(finding?.severity).toBe('error');
    expect(finding?.message).toMatch(message);
    expect(finding?.hint).toMatch(hint);
  });
});
