/** Reports an output that a step declares and its script does not write: it would be empty without a word. */
import { stepsOf } from '../../model/index.ts';
import { fieldsOf, listOf, textsOf } from '../data-shapes.ts';
import type { Finding, LintInput, Rule } from '../rule.ts';
import { mayWrite } from '../script-outputs.ts';

export const outputNotWritten: Rule = {
  id: 'output-not-written',
  // Source: https://docs.github.com/actions/reference/workflows-and-actions/workflow-commands#setting-an-output-parameter
  why: 'A step has the outputs that its script writes to `GITHUB_OUTPUT`. One that is declared and never written is empty wherever it is read, without a word in the log.',
  *check({ document }: LintInput): Generator<Finding> {
    for (const { step, path } of stepsOf(document)) {
      if (step.kind !== 'run') continue;
      for (const declared of listOf(step.outputs).map(fieldsOf)) {
        const [name] = textsOf(declared['name']);
        if (name === undefined || declared['writtenBy'] !== undefined || mayWrite(step, name)) continue;
        yield {
          message: `the step declares the output "${name}", and its script does not write it`,
          node: step,
          key: 'run',
          path: `${path}.run`,
          hint: `add \${writeOutput('${name}', value)} to the script; where a program writes it: { outputs: { '${name}': writtenBy('program') } }`,
        };
      }
    }
  },
};
