/** What a rule for test cases is; each is one file beside this one, and one line of the registry. */
import type { Diagnostic, Route } from '../../../diagnostics/index.ts';
import type { Judge, Prove } from '../../scoring/index.ts';
import type { CaseFile } from '../read-cases.ts';
import type { TestCase } from '../test-case.ts';

export interface LintContext {
  readonly files: readonly CaseFile[];
  readonly judge: Judge['judge'];
  readonly prove: Prove;
}

export interface LintRule {
  /** Kebab-case, as the file; the code of its findings. */
  readonly id: string;
  /** What it finds, in a sentence. */
  readonly finds: string;
  check(context: LintContext): readonly Problem[];
}

/** Something wrong at a place of a file with cases. */
export interface Problem {
  readonly file: CaseFile;
  readonly route: Route;
  readonly message: string;
  readonly hint?: string | undefined;
  readonly severity?: Diagnostic['severity'];
}

/** Every case with its file. */
export const casesOf = ({ files }: LintContext): readonly { readonly file: CaseFile; readonly testCase: TestCase }[] =>
  files.flatMap((file) => file.cases.map((testCase) => ({ file, testCase })));
