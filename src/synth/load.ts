/** Finds and loads the pipelines of a repository, and says what is wrong with each file. */
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Config } from '../config/index.ts';
import { type Diagnostic, PipelineError } from '../diagnostics/index.ts';
import type { Document } from '../model/index.ts';
import { documentOf } from './exported-document.ts';
import { importAll } from './import-files.ts';

/** One pipeline file and what it describes. */
export interface Pipeline {
  /** Absolute. */
  readonly file: string;
  readonly document: Document;
}

export interface LoadedPipelines {
  readonly pipelines: readonly Pipeline[];
  readonly findings: readonly Diagnostic[];
}

/**
 * The pipeline files, sorted by name whatever the file system's order.
 *
 * @throws PipelineError when the folder is there and can't be read
 */
export function findPipelineFiles(root: string, config: Config): string[] {
  const folder = resolve(root, config.pipelines);
  if (!existsSync(folder)) return [];
  return namesIn(folder)
    .filter((name) => /^[^.].*\.[cm]?ts$/.test(name) && !/\.(test|test-d|d)\.[cm]?ts$/.test(name))
    .map((name) => join(folder, name))
    .filter((file) => !statSync(file, { throwIfNoEntry: false })?.isDirectory())
    .sort((left, right) => (left < right ? -1 : 1));
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch (error) {
    const message = `the folder of the pipelines can't be read: ${error instanceof Error ? error.message : String(error)}`;
    const source = { file: folder, line: 1, column: 1 };
    const hint = 'it must be a folder; the setting `pipelines` names it';
    throw new PipelineError([{ severity: 'error', code: 'unreadable-pipelines', message, source, hint }], 2);
  }
}

/** Loads pipeline files; a file that can't be loaded becomes a finding, and the others are loaded all the same. */
export async function loadPipelines(root: string, files: readonly string[]): Promise<LoadedPipelines> {
  const findings: Diagnostic[] = [];
  const pipelines: Pipeline[] = [];
  for (const loaded of await importAll(root, files)) {
    if (loaded instanceof PipelineError) findings.push(...loaded.findings);
    else {
      const document = documentOf(loaded.file, loaded.module);
      if ('severity' in document) findings.push(document);
      else pipelines.push({ file: loaded.file, document });
    }
  }
  return { pipelines, findings: distinct(findings) };
}

/** A module that several pipelines import would say the same of itself for each. */
function distinct(findings: readonly Diagnostic[]): Diagnostic[] {
  return [...new Map(findings.map((finding) => [JSON.stringify(finding), finding])).values()];
}
