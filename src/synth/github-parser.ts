/** Has every emitted workflow read by GitHub's own parser, and brings what it says back to the pipeline's line. */
import { type Diagnostic, formatRoute, type Route, type Source } from '../diagnostics/index.ts';
import type { Document } from '../model/index.ts';
import { parseYaml } from '../yaml-document/index.ts';
import type { OutputFile } from './outputs.ts';

/** Everything GitHub's parser finds in the emitted files. */
export async function checkWithGitHub(files: readonly OutputFile[]): Promise<Diagnostic[]> {
  const workflows = files.filter(({ document }) => document.kind === 'workflow');
  if (workflows.length === 0) return [];
  const { readWorkflow } = await import('./github-parser-entry.ts');
  const findings: Diagnostic[] = [];
  for (const file of workflows) {
    for (const { message, line, column } of await readWorkflow(file.path, file.text)) {
      findings.push(toDiagnostic(file, message, line, column));
    }
  }
  return findings;
}

function toDiagnostic({ text, document, path }: OutputFile, message: string, line: number, column: number): Diagnostic {
  const route = parseYaml(text).pathAt(line, column);
  return {
    severity: 'error',
    code: 'github-parser',
    message: message.replace(/^\S+\.yml:? ?\(Line: \d+, Col: \d+\):? ?/, ''),
    source: locate(document, route),
    path: formatRoute(route),
    hint: `GitHub's own parser says this of ${path}:${line}:${column}`,
  };
}

/** The place of the innermost node on a route. */
function locate(document: Document, route: Route): ReturnType<Source['locate']> {
  const job = document.kind === 'workflow' && route[0] === 'jobs' ? document.jobs.find(({ id }) => id === route[1]) : undefined;
  const step = job?.kind === 'job' && route[2] === 'steps' ? job.steps[Number(route[3])] : undefined;
  return (step?.source ?? job?.source ?? document.source)?.locate();
}
