/** Finds and reads the cases of a run. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Report } from '../../../contract/index.ts';
import { type Diagnostic, PipelineError } from '../../../diagnostics/index.ts';
import { packageFile } from '../../../models/package-file.ts';
import { fixturesHash } from '../../../runner/cases/hash.ts';
import { type CaseFiles, readCases } from '../../../runner/cases/read-cases.ts';
import type { TestCase } from '../../../runner/cases/test-case.ts';

export interface PreparedCases {
  readonly cases: readonly TestCase[];
  readonly fixtures: Report['fixtures'];
}

const usual = 'fixtures/prompts';

/**
 * The cases of the files that are named, of `fixtures/prompts`, or those that come with pipewright.
 *
 * @throws PipelineError (1) with every mistake in them
 */
export async function prepareCases(root: string, named: readonly string[] | undefined): Promise<PreparedCases> {
  const { files, findings } = await readCaseFiles(root, named);
  const cases = files.flatMap((file) => file.cases);
  const all = [...findings, ...repeatedIds(cases)];
  if (all.some(({ severity }) => severity === 'error')) throw new PipelineError(all);
  return {
    cases,
    fixtures: { sha256: fixturesHash(files), files: files.map(({ file }) => file), cases: cases.length },
  };
}

/** The files that are named, else the usual ones, with what is wrong in them. */
export const readCaseFiles = (root: string, named: readonly string[] | undefined): Promise<CaseFiles> =>
  readCases(named ?? [usualCases(root)], { root });

function usualCases(root: string): string {
  if (existsSync(join(root, usual))) return usual;
  const builtin = packageFile('prompts');
  if (builtin !== undefined) return builtin;
  const hint = `write some into ${usual}, or name files with --cases`;
  throw new PipelineError([{ severity: 'error', code: 'no-cases', message: 'there are no cases', hint }], 2);
}

/** A report has one entry for an id. */
function repeatedIds(cases: readonly TestCase[]): Diagnostic[] {
  const first = new Map<string, TestCase>();
  return cases.flatMap((each) => {
    const before = first.get(each.id);
    if (before === undefined) {
      first.set(each.id, each);
      return [];
    }
    const message = `the id "${each.id}" is taken by the case at ${before.source.file}:${before.source.line}`;
    return [{ severity: 'error', code: 'duplicate-case', message, source: each.source, hint: 'give it another id' }];
  });
}
