/** Makes the report of the commit that a change is compared with. */
import { basename } from 'node:path';
import type { BudgetReport } from '../../../contract/budget.ts';
import { type Diagnostic, PipelineError } from '../../../diagnostics/index.ts';
import type { Workflow } from '../../../model/index.ts';
import { decodeUtf8 } from '../../../synth/decode.ts';
import { configFile } from '../../../synth/load-config.ts';
import { readYaml } from '../../../yaml/read.ts';
import type { LoadedWorkflow, LoadedWorkflows } from '../../load-workflows.ts';
import { withEstimates } from './base-estimates.ts';
import { type CommittedFile, type CommittedFiles, readCommittedFiles } from './base-files.ts';
import { parseReport } from './diff-report-file.ts';

const workflowFolder = '.github/workflows/';
/** Bytes; GitHub reads workflows of half a megabyte, and a report has all of them. */
const largest = { workflow: 2_000_000, report: 16_000_000 };

/** What a commit says about its budget. */
export interface CommittedBudget {
  /** The report that was committed with it. */
  readonly report?: BudgetReport;
  readonly workflows: readonly CommittedFile[];
  /** The text of the settings; they are not run. */
  readonly settings?: string;
  readonly findings: readonly Diagnostic[];
}

/** @param generated the folder of generated files, `generated` */
export async function readCommittedBudget(root: string, commit: string, generated: string): Promise<CommittedBudget> {
  const reportPath = `${generated.replaceAll('\\', '/').replace(/\/+$/, '')}/budget.json`;
  const read = await readCommittedFiles(root, commit, [workflowFolder, configFile, reportPath], largest.report);
  const find = (path: string) => read.files.find((file) => file.path === path);
  const settings = find(configFile)?.bytes.toString('utf8');
  const workflows = read.files.filter(({ path }) => path.startsWith(workflowFolder) && /\.ya?ml$/.test(path));
  const { report, finding } = committedReport(find(reportPath));
  return {
    workflows,
    ...(settings === undefined ? {} : { settings }),
    ...(report ? { report } : {}),
    findings: [...skippedFindings(read), ...(finding ? [finding] : [])],
  };
}

/** A report of another release is no mistake of the change: the workflows themselves are there too. */
function committedReport(file: CommittedFile | undefined): { report?: BudgetReport; finding?: Diagnostic } {
  if (!file) return {};
  try {
    return { report: parseReport(file.bytes.toString('utf8'), file.path) };
  } catch (error) {
    if (!(error instanceof PipelineError)) throw error;
    const message = `${file.path} of the base can't be read: ${error.findings[0]?.message}`;
    return { finding: { severity: 'info', code: 'unreadable-base-report', message } };
  }
}

const skippedFindings = ({ skipped }: CommittedFiles): Diagnostic[] =>
  skipped.map(({ path, why }) => ({
    severity: 'warning',
    code: 'unread-base-file',
    message: `${path} of the base is not read: ${why}`,
  }));

/**
 * The workflows of a commit, with the estimates that the head's pipelines declare.
 *
 * @param head what the working tree has
 */
export function loadBaseWorkflows(files: readonly CommittedFile[], head: readonly LoadedWorkflow[]): LoadedWorkflows {
  const findings: Diagnostic[] = [];
  const current = new Map(head.map(({ file, workflow }) => [nameOf(file), workflow]));
  const documents = new Map<string, Workflow>();
  for (const file of files) {
    const document = readWorkflow(file, findings);
    const twin = current.get(nameOf(file.path));
    if (document) documents.set(file.path, twin ? withEstimates(document, twin) : document);
  }
  // What another file calls is what stands in the same commit; paths that leave the repository are in none.
  const resolve = (uses: string): Workflow | undefined => documents.get(uses.replace(/^[.$]\//, ''));
  return { workflows: [...documents].map(([file, workflow]) => ({ file, workflow, resolve })), findings };
}

/** A pipeline is the workflow that it writes. */
export const nameOf = (file: string): string => basename(file).replace(/\.[cm]?ts$/, '.yml');

function readWorkflow({ path, bytes }: CommittedFile, findings: Diagnostic[]): Workflow | undefined {
  const refuse = (code: string, message: string, place = { line: 1, column: 1 }): undefined => {
    findings.push({ severity: 'error', code, message, source: { file: path, ...place } });
  };
  if (bytes.length > largest.workflow) {
    return refuse('file-size', `the file has ${(bytes.length / 1e6).toFixed(1)} MB, and GitHub reads 0.5`);
  }
  const decoded = decodeUtf8(bytes);
  if ('problem' in decoded) {
    return refuse('invalid-encoding', decoded.problem, { line: decoded.line, column: decoded.column });
  }
  const { document, findings: problems } = readYaml(decoded.text, path);
  findings.push(...problems);
  return document?.kind === 'workflow' ? document : undefined;
}
