/** Turns loaded pipelines into the files that they stand for, in memory. */
import { basename, relative } from 'node:path';
import type { Diagnostic, Source } from '../diagnostics/index.ts';
import type { Document } from '../model/index.ts';
import { headerMark, writeYaml } from '../yaml/write.ts';
import type { Pipeline } from './load.ts';

/** A file that synthesis gives: its path from the root, with forward slashes, and its text. */
export interface OutputFile {
  readonly path: string;
  readonly text: string;
  /** The pipeline it comes from, relative to the root. */
  readonly pipeline: string;
  readonly document: Document;
}

export const workflowFolder = '.github/workflows';
/** What the first line of every generated file starts with; a file without it is never touched. */
export const marker = `# ${headerMark}`;

/** The file of every pipeline. */
export function writePipelines(root: string, pipelines: readonly Pipeline[]): OutputFile[] {
  return pipelines.map(({ file, document }) => {
    const pipeline = relative(root, file).replaceAll('\\', '/');
    return { path: outputPath(file, document), text: writeYaml(document, header(pipeline)), pipeline, document };
  });
}

function outputPath(file: string, document: Document): string {
  if (document.kind === 'action') return `.github/actions/${document.id}/action.yml`;
  return `${workflowFolder}/${basename(file).replace(/\.[cm]?ts$/, '')}.yml`;
}

const header = (pipeline: string): string =>
  `${marker.slice(2)}${pipeline}. Do not edit: change that file,\nthen run \`npx projen\` or \`npx pipewright synth\`.`;

/** Two pipelines must not write one file; file systems may ignore case. */
export function samePath(files: readonly OutputFile[]): Diagnostic[] {
  const first = new Map<string, OutputFile>();
  return files.flatMap((file): Diagnostic[] => {
    const other = first.get(file.path.toLowerCase());
    first.set(file.path.toLowerCase(), other ?? file);
    if (!other) return [];
    return [
      {
        severity: 'error',
        code: 'same-output',
        message: `${other.pipeline} and ${file.pipeline} both write ${file.path}`,
        source: (file.document.source as Source | undefined)?.locate(),
        hint: 'rename one of the two files',
      },
    ];
  });
}
