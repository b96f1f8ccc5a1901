/** Renders a step definition into the workflow's data. */
import type { Diagnostic } from '../diagnostics/index.ts';
import { toNode } from '../expressions/expr.ts';
import { renderExpression, renderText } from '../expressions/node.ts';
import type { Data, DeclaredOutput, Env, Step } from '../model/index.ts';
import { type Defined, definition } from './definition.ts';
import { estimateKeys, renderEstimates } from './estimates.ts';
import { misuse, noteKeys, renderCondition, renderNotes, renderOptions, renderValue } from './render.ts';
import type { Scope } from './scope.ts';
import { type DeclaredOutputName, isStep, type StepDefinition } from './step.ts';

const activeKeys = ['name', 'env', 'continueOnError', 'timeoutMinutes', 'background'];
const keysOf: Record<StepDefinition['kind'], readonly string[]> = {
  run: [...activeKeys, 'shell', 'workingDirectory'],
  uses: activeKeys,
  wait: ['name', 'continueOnError'],
  'wait-all': ['name', 'continueOnError'],
  cancel: ['name', 'continueOnError'],
  parallel: [],
};
const estimatesOf: Record<StepDefinition['kind'], readonly string[]> = {
  run: estimateKeys,
  uses: estimateKeys,
  wait: [],
  'wait-all': [],
  cancel: [],
  parallel: [],
};

export function renderSteps(steps: unknown, ids: ReadonlyMap<object, string>, scope: Scope): Step[] {
  if (!Array.isArray(steps))
    throw misuse('steps takes a list of steps', 'write steps: [checkout(), run(sh`npm test`)]');
  return steps.map((step: unknown) => {
    if (!isStep(step)) throw misuse('a step is missing or is not a step', 'make steps with run(), uses() or an action');
    return renderStep(step, ids, scope);
  });
}

function renderStep(step: Defined<StepDefinition>, ids: ReadonlyMap<object, string>, scope: Scope): Step {
  const made = step[definition];
  const { fields, unknown } = renderOptions(made.options, keysOf[made.kind], scope, [
    'id',
    'if',
    ...noteKeys,
    ...estimatesOf[made.kind],
  ]);
  const id = ids.get(step) ?? made.options['id'];
  const condition = renderCondition(made.options['if'], scope);
  const base = {
    source: made.source,
    ...renderNotes(made.options),
    ...(estimatesOf[made.kind].length > 0 ? renderEstimates(made.options) : {}),
    ...(id === undefined ? {} : { id }),
    ...(condition === undefined ? {} : { if: condition }),
    ...fields,
    ...(unknown ? { unknown } : {}),
  };
  return { ...base, ...renderBody(made, ids, scope, fields) } as unknown as Step;
}

function renderBody(
  made: StepDefinition,
  ids: ReadonlyMap<object, string>,
  scope: Scope,
  fields: Readonly<Record<string, Data>>,
): object {
  switch (made.kind) {
    case 'run':
      return renderRun(made, scope, fields['env'] as Env | undefined);
    case 'uses': {
      const inputs = made.inputs ? renderValue(made.inputs, scope) : undefined;
      return {
        kind: 'uses',
        uses: made.uses,
        ...(made.tag === undefined ? {} : { tag: made.tag }),
        ...(inputs && Object.keys(inputs).length > 0 ? { with: inputs } : {}),
      };
    }
    case 'wait': {
      const targets = (made.steps ?? []).map((target) => scope.stepId(target as object));
      return { kind: 'wait', wait: targets.length === 1 ? targets[0] : targets };
    }
    case 'cancel':
      return { kind: 'cancel', cancel: scope.stepId(made.steps?.[0] as object) };
    case 'parallel':
      return { kind: 'parallel', parallel: renderSteps(made.steps, ids, scope) };
    case 'wait-all':
      return { kind: 'wait-all' };
  }
}

function renderRun({ script, outputs = [] }: StepDefinition, scope: Scope, given: Env | undefined): object {
  if (!script) return {};
  const read = renderValue(script.env, scope) as Env;
  const env = { ...read, ...given };
  const problems = [...script.findings, ...clashes(read, given)];
  return {
    kind: 'run',
    run: endLine(renderText(script.text, scope)),
    ...(Object.keys(env).length > 0 ? { env } : {}),
    outputs: outputs.map((each) => renderDeclared(each, scope)),
    ...(script.unsafe.length > 0
      ? { unsafe: Object.fromEntries(script.unsafe.map(({ node, reason }) => [renderText(node, scope), reason])) }
      : {}),
    ...(problems.length > 0 ? { problems } : {}),
  };
}

/** What a plan computes an output with becomes text: the ids it refers to are known now. */
function renderDeclared({ computed, ...rest }: DeclaredOutputName, scope: Scope): DeclaredOutput {
  return computed === undefined ? rest : { ...rest, computed: renderExpression(toNode(computed), scope) };
}

/** A script of several lines ends its last line, as in any file. */
const endLine = (text: string): string => (text.includes('\n') && !text.endsWith('\n') ? `${text}\n` : text);

/** A variable that the script reads its value from must not be set to something else by the step. */
function clashes(read: Env, given: Env = {}): Diagnostic[] {
  return Object.keys(given)
    .filter((name) => name in read && read[name] !== given[name])
    .map((name) => ({
      severity: 'error',
      code: 'env-clash',
      message: `env.${name} hides the value that the script reads from "${name}"`,
      hint: `rename the variable "${name}" of the step`,
    }));
}
