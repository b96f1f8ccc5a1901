/** Reports a script that writes to the runner's files by a wrong name, or what the runner can't read there. */
import { type Document, type StepSite, stepsOf } from '../../model/index.ts';
import type { Finding, LintInput, Rule } from '../rule.ts';
import { commandText, readShellScript, type ShellCommand, type ShellScript } from '../shell-script.ts';
import { posixShellOf, shellProgramOf } from '../step-shells.ts';

export const invalidEnvFile: Rule = {
  id: 'invalid-env-file',
  // https://docs.github.com/actions/reference/workflows-and-actions/workflow-commands#environment-files
  why: 'A step sets outputs and variables by lines of name=value in files whose paths it finds in GITHUB_OUTPUT, GITHUB_ENV and others. What is written to a file called GITHUB_OUTPUT nobody reads, and a line without = fails the step.',
  *check({ document }: LintInput): Generator<Finding> {
    for (const site of stepsOf(document)) {
      for (const problem of problemsOf(site, document))
        yield { ...problem, node: site.step, key: 'run', path: `${site.path}.run` };
    }
  },
};

type Problem = Pick<Finding, 'message' | 'hint' | 'offset'>;

const files = 'GITHUB_(?:OUTPUT|ENV|PATH|STATE|STEP_SUMMARY)';

function problemsOf({ step, job }: StepSite, document: Document): Problem[] {
  if (step.kind !== 'run') return [];
  const text = String(step.run);
  if (!new RegExp(files).test(text)) return [];
  const script = posixShellOf(step, job, document) ? readShellScript(text) : undefined;
  if (script) return [...wrongFiles(script), ...wrongLines(script)];
  const program = shellProgramOf(step, job, document);
  return program === 'pwsh' || program === 'powershell' ? inPowerShell(text) : [];
}

const commandsOf = ({ pipelines }: ShellScript): ShellCommand[] => pipelines.flatMap(({ commands }) => commands);

/** The words that name a file which a command writes. */
const writtenBy = (command: ShellCommand): ShellCommand['words'] => [
  ...command.redirections.filter(({ operator }) => operator.includes('>')).map(({ word }) => word),
  ...(/^tee(?: |$)/.test(commandText(command)) ? command.words : []),
];

const bareName = new RegExp(`^["']?(${files})["']?$`);
const otherSpelling = new RegExp(`^["']?(?:%(${files})%|\\$env:(${files}))["']?$`, 'i');

/** `>> GITHUB_OUTPUT`, `>> $env:GITHUB_OUTPUT`, `>> %GITHUB_OUTPUT%`. */
const wrongFiles = (script: ShellScript): Problem[] =>
  commandsOf(script)
    .flatMap(writtenBy)
    .flatMap(({ at, raw }) => {
      const [, bare] = bareName.exec(raw) ?? [];
      const [, ofCmd, ofPowerShell] = otherSpelling.exec(raw) ?? [];
      const name = bare ?? ofCmd ?? ofPowerShell;
      if (name === undefined) return [];
      const message =
        bare === undefined
          ? `a shell does not read ${raw} as the variable ${name}`
          : `this writes to a file called ${name}`;
      return [{ message, offset: at, hint: `write to "$${name}"` }];
    });

/** `echo "1.2.3" >> "$GITHUB_OUTPUT"`: a line that names nothing. */
function wrongLines(script: ShellScript): Problem[] {
  // Between a name<<EOF and its EOF any line may stand.
  if (script.text.includes('<<')) return [];
  return commandsOf(script).flatMap((command) => {
    const file = command.redirections
      .map(({ word }) => /GITHUB_(?:OUTPUT|ENV|STATE)\b/.exec(word.raw)?.[0])
      .find(Boolean);
    const [program, ...words] = command.words;
    if (!file || program?.prefix !== 'echo' || words.length === 0 || !words.every(({ fixed }) => fixed)) return [];
    const line = words.map(({ prefix }) => prefix).join(' ');
    if (words[0]?.prefix.startsWith('-') || /[=\\]/.test(line) || line === '') return [];
    const name = /^([\w-]+)(?::\s*|\s+)(.+)$/.exec(line);
    const hint = name ? `write ${name[1]}=${name[2]}` : `put a name before it: name=${line}`;
    return [{ message: `the runner can't read the line "${line}" in ${file}: it has no =`, offset: command.at, hint }];
  });
}

/** In PowerShell `$GITHUB_OUTPUT` is a variable of the script, and empty. */
function inPowerShell(text: string): Problem[] {
  const pattern = new RegExp(
    `(?:>>?\\s*|(?:Out-File|Add-Content|Set-Content|Tee-Object)\\b[^\\n|;]*?)(["']?\\$\\{?(${files})\\b)`,
    'gi',
  );
  return [...text.matchAll(pattern)].flatMap((match) => {
    const [all, written = '', name = ''] = match;
    if (new RegExp(`\\$${name}\\s*=`, 'i').test(text)) return [];
    const message = `PowerShell does not read $${name} as the environment variable: this writes to no file`;
    return [{ message, offset: match.index + all.length - written.length, hint: `write to $env:${name}` }];
  });
}
