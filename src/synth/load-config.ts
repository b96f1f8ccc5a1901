/** Loads the settings of a repository, and says which of them are wrong. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Config, configSchema } from '../config/index.ts';
import { describeIssue, innermostIssues, knownKeys } from '../contract/describe-issues.ts';
import { type Diagnostic, didYouMean, PipelineError } from '../diagnostics/index.ts';
import { importAll } from './import-files.ts';
import { placeOfKey, placeOfMatch } from './place-of-match.ts';

/** The name of the file, in the root of a repository. */
export const configFile = 'pipewright.config.ts';
const hint = 'write export default defineConfig({ … })';

/**
 * The settings of the repository, or the defaults where it has none.
 *
 * @throws PipelineError with exit code 2 when the file does not compile, throws, or holds a wrong setting
 */
export async function loadConfig(root: string): Promise<Config> {
  const file = join(root, configFile);
  if (!existsSync(file)) return configSchema.parse({});
  const [loaded] = await importAll(root, [file]);
  if (loaded === undefined || loaded instanceof PipelineError) throw new PipelineError(loaded?.findings ?? [], 2);
  const settings = loaded.module['default'];
  if (settings === undefined) {
    const source = { file, line: 1, column: 1 };
    const message = 'the settings have no default export';
    throw new PipelineError([{ severity: 'error', code: 'invalid-config', message, source, hint }], 2);
  }
  const parsed = configSchema.safeParse(settings, { error: describeIssue });
  if (parsed.success) return parsed.data;
  const text = readFileSync(file, 'utf8');
  throw new PipelineError(
    parsed.error.issues.flatMap((issue) => toFindings(issue, file, text)),
    2,
  );
}

type Issue = NonNullable<ReturnType<typeof configSchema.safeParse>['error']>['issues'][number];

function toFindings(given: Issue, file: string, text: string): Diagnostic[] {
  return innermostIssues(given).flatMap((issue) => {
    if (issue.code === 'unrecognized_keys') {
      return issue.keys.map((key) => {
        const advice = didYouMean(key, knownKeys(configSchema, issue.path));
        return toFinding(file, text, [...issue.path, key], `there is no setting "${key}"`, advice);
      });
    }
    const name = issue.path.at(-1);
    const told = name === undefined ? `the settings ${issue.message}` : `${nameOf(issue.path)} ${issue.message}`;
    return [toFinding(file, text, issue.path, told, name === undefined ? hint : undefined)];
  });
}

/** `"max"`, or `entry 2 of "pushes"`. */
function nameOf(path: Issue['path']): string {
  const last = path.at(-1);
  return typeof last === 'number' ? `entry ${last + 1} of ${nameOf(path.slice(0, -1))}` : `"${String(last)}"`;
}

function toFinding(
  file: string,
  text: string,
  path: Issue['path'],
  message: string,
  advice: string | undefined,
): Diagnostic {
  const key = path.findLast((each) => typeof each === 'string');
  const place = key === undefined ? placeOfMatch(text, /^\s*export\s+default\b/m) : placeOfKey(text, key);
  return {
    severity: 'error',
    code: 'invalid-config',
    message,
    source: { file, ...place },
    path: path.join('.') || undefined,
    hint: advice,
  };
}
