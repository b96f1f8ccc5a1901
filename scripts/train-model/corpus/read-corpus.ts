/** Reads the files that the embedded model learns from; what is wrong with them is told at its place. */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Diagnostic, formatRoute, PipelineError, relativeFile } from '../../../src/diagnostics/index.ts';
import { parseYaml } from '../../../src/yaml-document/index.ts';
import { type Corpus, corpusSchema } from './schema.ts';

/**
 * All files of a folder, in alphabetical order.
 *
 * @throws PipelineError with everything that is wrong with any of them
 */
export async function readCorpus(folder: string, root: string): Promise<Corpus[]> {
  const files = (await readdir(folder)).filter((file) => file.endsWith('.yaml')).sort();
  const read = await Promise.all(
    files.map(async (file) => {
      const path = join(folder, file);
      return parseCorpus(await readFile(path, 'utf8'), relativeFile(path, root));
    }),
  );
  const findings = read.flatMap((each) => each.findings);
  if (findings.length > 0) throw new PipelineError(findings, 1);
  return read.flatMap(({ corpus }) => (corpus === undefined ? [] : [corpus]));
}

interface ParsedCorpus {
  readonly corpus?: Corpus;
  readonly findings: readonly Diagnostic[];
}

/** One file; `file` is its name in findings. */
export function parseCorpus(text: string, file: string): ParsedCorpus {
  const yaml = parseYaml(text);
  if (yaml.problems.length > 0) {
    const findings = yaml.problems.map(({ message, line, column }) => finding(message, { file, line, column }));
    return { findings };
  }
  const parsed = corpusSchema.safeParse(yaml.data);
  if (parsed.success) return { corpus: parsed.data, findings: [] };
  const findings = parsed.error.issues.map((issue) => {
    const route = [...issue.path.map(toStep), ...(issue.code === 'unrecognized_keys' ? issue.keys.slice(0, 1) : [])];
    return { ...finding(issue.message, { file, ...yaml.placeOf(route) }), path: formatRoute(route) };
  });
  return { findings };
}

const toStep = (step: PropertyKey): string | number => (typeof step === 'symbol' ? String(step) : step);

const finding = (message: string, source: NonNullable<Diagnostic['source']>): Diagnostic => ({
  severity: 'error',
  code: 'bad-corpus',
  message,
  source,
});
