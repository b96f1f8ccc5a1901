/** The only importer of `@actions/workflow-parser`: loaded when a workflow is checked, and bundled, as Node 20 can't load it. */
import { convertWorkflowTemplate, NoOperationTraceWriter, parseWorkflow } from '@actions/workflow-parser';
import { ErrorPolicy } from '@actions/workflow-parser/model/convert';
import { FeatureFlags } from '@actions/expressions';

export interface ParserFinding {
  readonly message: string;
  readonly line: number;
  readonly column: number;
}

const featureFlags = new FeatureFlags({ all: true });

/** What GitHub's parser finds in a workflow file, with its line and column. */
export async function readWorkflow(name: string, content: string): Promise<ParserFinding[]> {
  const { context, value } = parseWorkflow({ name, content }, new NoOperationTraceWriter());
  if (value) {
    // Conditions are only checked by the conversion.
    await convertWorkflowTemplate(context, value, undefined, { errorPolicy: ErrorPolicy.TryConversion, featureFlags });
  }
  return context.errors.getErrors().map(({ rawMessage, range }) => ({
    message: rawMessage,
    line: range?.start.line ?? 1,
    column: range?.start.column ?? 1,
  }));
}
