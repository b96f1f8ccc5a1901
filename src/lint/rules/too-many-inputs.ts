/** Reports a `workflow_dispatch` with more inputs than GitHub allows. */
import { inputEntries } from '../references.ts';
import type { Finding, LintInput, Rule } from '../rule.ts';
import { isYaml } from '../spelling.ts';

// Source: https://docs.github.com/actions/reference/workflow-syntax-for-github-actions#onworkflow_dispatchinputs
const most = 25;

export const tooManyInputs: Rule = {
  id: 'too-many-inputs',
  // Source: https://docs.github.com/actions/reference/workflows-and-actions/workflow-syntax#onworkflow_dispatchinputs
  why: 'GitHub allows 25 inputs of `workflow_dispatch` and refuses a file with more.',
  *check({ document }: LintInput): Generator<Finding> {
    for (const trigger of document.kind === 'workflow' ? document.on : []) {
      const entries = inputEntries(trigger.inputs);
      const [name, first] = entries[most] ?? [];
      if (trigger.event !== 'workflow_dispatch' || name === undefined) continue;
      yield {
        message: `workflow_dispatch has ${entries.length} inputs, and GitHub allows ${most}`,
        node: first?.source ? first : trigger,
        key: isYaml(trigger) ? name : 'inputs',
        path: `on.workflow_dispatch.inputs.${name}`,
        hint: 'put several values into one input as JSON, and read them with fromJSON()',
      };
    }
  },
};
