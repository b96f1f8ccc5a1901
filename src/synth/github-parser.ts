/** Has every emitted file read by GitHub's own parser, and brings what it says back to the pipeline's line. */
import { existsSync } from 'node:fs';
import { Worker } from 'node:worker_threads';
import { type Diagnostic, formatRoute, type Route, type SourceLocation } from '../diagnostics/index.ts';
import { type Document, stepsOf } from '../model/index.ts';
import { parseYaml } from '../yaml-document/index.ts';
import type { ParserFinding } from './github-parser-entry.ts';
import type { OutputFile } from './outputs.ts';

/** From how many files on a thread of its own pays for its start. */
const worthAThread = 8;
type Source = Pick<OutputFile, 'path' | 'text'>;
type Reader = (files: readonly Source[]) => Promise<ParserFinding[][]>;

/**
 * Makes GitHub's parser ready, and returns the function that has it read files and gives what it finds in them.
 *
 * For many files it starts a thread, which loads the parser while this one loads the pipelines.
 *
 * @param expected about how many files there will be
 */
export function startGitHubParser(expected: number): (files: readonly OutputFile[]) => Promise<Diagnostic[]> {
  const read = expected < worthAThread ? readHere : (startThread() ?? readHere);
  return async (files) => {
    const findings = await read(files.map(({ path, text }) => ({ path, text })));
    return files.flatMap((file, index) =>
      (findings[index] ?? []).map(({ message, line, column }) => toDiagnostic(file, message, line, column)),
    );
  };
}

async function readHere(files: readonly Source[]): Promise<ParserFinding[][]> {
  if (files.length === 0) return [];
  const { readWorkflows } = await import('./github-parser-entry.ts');
  return readWorkflows(files);
}

/** The thread is a module of the build; where the sources themselves run there is none. */
function startThread(): Reader | undefined {
  const script = new URL('../synth/github-parser-thread.js', import.meta.url);
  if (!existsSync(script)) return undefined;
  const worker = new Worker(script, { resourceLimits: { maxYoungGenerationSizeMb: 64 } });
  // A run that ends early, on a mistake in a pipeline, does not wait for it.
  worker.unref();
  const failed = new Promise<never>((_, fail) => worker.once('error', fail));
  // Whoever asks for findings is told; when nobody asks, nothing is lost.
  failed.catch(() => {});
  return (files) => {
    const read = new Promise<ParserFinding[][]>((done) => {
      worker.ref();
      worker.once('message', (findings: ParserFinding[][]) => {
        worker.unref();
        done(findings);
      });
    });
    worker.postMessage(files);
    return Promise.race([read, failed]);
  };
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
function locate(document: Document, route: Route): SourceLocation | undefined {
  const path = formatRoute(route);
  const around = [...stepsOf(document)].filter((site) => path === site.path || path.startsWith(`${site.path}.`));
  const job =
    document.kind === 'workflow' && route[0] === 'jobs' ? document.jobs.find(({ id }) => id === route[1]) : undefined;
  // The last is the innermost: the steps of `parallel` come after it.
  const node = around.at(-1)?.step ?? job;
  return (node?.source ?? document.source)?.locate();
}
