/** Reports an input that is declared and that nothing reads. */
import { type Document, type Node, stepsOf, type Trigger } from '../../model/index.ts';
import { type InputReaders, readersOf } from '../input-readers.ts';
import { inputEntries } from '../references.ts';
import type { Finding, LintInput, Rule } from '../rule.ts';

export const unusedInput: Rule = {
  id: 'unused-input',
  // Source: https://docs.github.com/actions/reference/workflows-and-actions/contexts#inputs-context
  why: 'An input that nothing reads changes nothing: whoever fills it in believes that it does. Often the name was changed in one of two places.',
  *check(input: LintInput): Generator<Finding> {
    const { document } = input;
    const readers = readersOf(input);
    if (document.kind === 'action') {
      yield* unread(document.inputs, document, 'inputs', (name) => readers.reads(name));
      return;
    }
    for (const trigger of document.on) {
      const isRead = (name: string): boolean => readers.reads(name) || isReadFromEvent(name, trigger, readers);
      // An action that is given none of the inputs may look into the payload for them.
      const none = !inputEntries(trigger.inputs).some(([name]) => isRead(name));
      if (none && trigger.event === 'workflow_dispatch' && usesForeignAction(document)) continue;
      yield* unread(trigger.inputs, trigger, `on.${trigger.event}.inputs`, isRead);
    }
  },
};

const isReadFromEvent = (name: string, { event }: Trigger, readers: InputReaders): boolean =>
  event === 'workflow_dispatch' && readers.readsFromEvent(name);

const usesForeignAction = (document: Document): boolean =>
  [...stepsOf(document)].some(({ step }) => step.kind === 'uses' && !/^actions\//i.test(String(step.uses)));

function* unread(inputs: unknown, around: Node, path: string, isRead: (name: string) => boolean): Generator<Finding> {
  for (const [name, definition] of inputEntries(inputs)) {
    // An input that is out of use may stay for those who still pass it.
    if (isRead(name) || definition.deprecationMessage !== undefined) continue;
    yield {
      node: definition.source ? definition : around,
      path: `${path}.${name}`,
      key: name,
      message: `nothing reads the input "${name}"`,
      hint: `read it as inputs.${name}, or delete it`,
      severity: 'warning',
    };
  }
}
