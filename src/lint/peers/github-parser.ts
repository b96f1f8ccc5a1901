/** The only importer of `@actions/workflow-parser`: loaded when a workflow is checked, and bundled, as Node 20 can't load it. */
import { convertWorkflowTemplate, NoOperationTraceWriter, parseWorkflow } from '@actions/workflow-parser';
import { parseAction } from '@actions/workflow-parser/actions/action-parser';
import { getActionSchema } from '@actions/workflow-parser/actions/action-schema';
import { convertActionTemplate } from '@actions/workflow-parser/actions/action-template';
import { ErrorPolicy } from '@actions/workflow-parser/model/convert';
import { TemplateContext, TemplateValidationErrors } from '@actions/workflow-parser/templates/template-context';
import { getWorkflowSchema } from '@actions/workflow-parser/workflows/workflow-schema';
import { FeatureFlags } from '../../expressions/feature-flags.ts';
import { withoutWrong } from './github-parser-filter.ts';
import type { PeerFile, PeerFinding } from './peer.ts';

const featureFlags = new FeatureFlags({ all: true });

/** What GitHub's parser finds in a workflow or an `action.yml`, with its line and column. */
export async function readWorkflow(name: string, content: string): Promise<PeerFinding[]> {
  const isAction = /(?:^|[/\\])action\.ya?ml$/.test(name);
  const parse = isAction ? parseAction : parseWorkflow;
  const schema = isAction ? getActionSchema() : getWorkflowSchema();
  const context = new TemplateContext(new TemplateValidationErrors(), schema, new NoOperationTraceWriter());
  // Reading asks for them as well as the conversion: without, steps in the background are unknown.
  context.state.featureFlags = featureFlags;
  const { value } = parse({ name, content }, context);
  // Conditions are only checked by the conversion.
  const options = { errorPolicy: ErrorPolicy.TryConversion, featureFlags };
  try {
    if (value && isAction) convertActionTemplate(context, value, options);
    else if (value) await convertWorkflowTemplate(context, value, undefined, options);
  } catch (error) {
    // The conversion throws over what the reading has told already, for the most part.
    if (context.errors.getErrors().length === 0) context.error(undefined, messageOf(error));
  }
  return context.errors.getErrors().map(({ rawMessage, range }) => ({
    message: (rawMessage.split('\n')[0] ?? rawMessage).replace(/^\S+\.ya?ml:? ?\(Line: \d+, Col: \d+\):? ?/, ''),
    line: range?.start.line ?? 1,
    column: range?.start.column ?? 1,
  }));
}

/** What GitHub's parser finds in each of several files. */
export async function readWorkflows(files: readonly PeerFile[]): Promise<PeerFinding[][]> {
  const findings: PeerFinding[][] = [];
  for (const { path, text } of files) findings.push(withoutWrong(await readWorkflow(path, text)));
  return findings;
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
