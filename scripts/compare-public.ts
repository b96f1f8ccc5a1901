/**
 * Runs `lint` over the public test data of actionlint and of GitHub's workflow-parser, and prints what share of it
 * is judged alike; every file that is judged otherwise needs a reason in public-cases.ts.
 *
 * Run by `npm run compare -- <checkout of rhysd/actionlint> <checkout of actions/languageservices>`.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { builtinActions } from '../src/actions/builtin.ts';
import { lockOf, toCatalog } from '../src/actions/lock.ts';
import type { Diagnostic } from '../src/diagnostics/index.ts';
import { startLint } from '../src/lint/index.ts';
import type { Workflow } from '../src/model/index.ts';
import { readYaml } from '../src/yaml/read.ts';
import { judgedOtherwise } from './public-cases.ts';

interface Case {
  readonly name: string;
  readonly text: string;
  /** The lines on which a mistake is expected; none for a file that is fine, undefined where only the file is known. */
  readonly lines: readonly number[] | undefined;
  readonly wrong: boolean;
  /** Workflows that it calls, by the path that it calls them by. */
  readonly called?: ReadonlyMap<string, string>;
}

const actions = toCatalog(lockOf(builtinActions));
const lint = startLint({ expected: 1 });

async function findingsOf({ name, text, called }: Case): Promise<readonly Diagnostic[]> {
  const path = `.github/workflows/${basename(name)}`;
  const { document, findings, ignores, yaml } = readYaml(text, path);
  const workflow = (wanted: string): Workflow | undefined => {
    const given = called?.get(wanted);
    const read = given === undefined ? undefined : readYaml(given, wanted).document;
    return read?.kind === 'workflow' ? read : undefined;
  };
  const repository = { workflow, lacksWorkflow: () => false, action: () => undefined, workflowNames: () => undefined };
  return lint([{ path, text, document, problems: findings, ignores, yaml }], { actions, labels: [], repository });
}

const yamlFiles = (folder: string): string[] =>
  existsSync(folder) ? readdirSync(folder).filter((name) => /\.ya?ml$/.test(name)) : [];

function actionlintCases(checkout: string): Case[] {
  const data = join(checkout, 'testdata');
  const read = (folder: string, wrong: boolean): Case[] =>
    yamlFiles(join(data, folder)).map((name) => {
      const expected = join(data, folder, name.replace(/\.ya?ml$/, '.out'));
      const lines = existsSync(expected)
        ? [...readFileSync(expected, 'utf8').matchAll(/^\/?test\.yaml:(\d+):/gm)]
            .map(([, line]) => Number(line))
            .filter((line) => line > 0)
        : undefined;
      return {
        name: `${folder}/${name}`,
        text: readFileSync(join(data, folder, name), 'utf8'),
        lines: wrong ? lines : [],
        wrong,
      };
    });
  return [...read('ok', false), ...read('err', true), ...read('examples', true)];
}

/** Parts of a file: options, the workflow, other files with their names, what is expected. */
function parserCases(checkout: string): Case[] {
  const folder = join(checkout, 'workflow-parser/testdata/reader');
  return yamlFiles(folder).flatMap((name): Case[] => {
    const parts = readFileSync(join(folder, name), 'utf8').split(/^---\r?\n/m);
    const local = (given: string): string =>
      given.replace(/[\w./-]+\/\.github\/workflows\/([\w.-]+)@\w+/g, './.github/workflows/$1');
    const text = local(parts[1] ?? '');
    const others = parts.slice(2, -1).map(local);
    const called = new Map(
      others.flatMap((path, index) => (index % 2 === 0 ? [[path.trim(), others[index + 1] ?? '']] : [])),
    );
    const expected = parts.at(-1) ?? '';
    const messages = [...expected.matchAll(/"Message": "(.*)"/g)].map(([, message = '']) => message);
    const lines = messages.flatMap((message) => /\(Line: (\d+),/.exec(message)?.[1] ?? []).map(Number);
    return [
      {
        name: `reader/${name}`,
        text,
        lines: messages.length === 0 ? [] : lines.length > 0 ? lines : undefined,
        wrong: messages.length > 0,
        called,
      },
    ];
  });
}

interface Verdict {
  readonly name: string;
  readonly alike: boolean;
  readonly said: readonly string[];
}

async function judge(each: Case): Promise<Verdict> {
  const found = await findingsOf(each);
  const errors = found.filter(({ severity }) => severity === 'error');
  const lines = new Set(found.map(({ source }) => source?.line));
  const missed = (each.lines ?? []).filter((line) => !lines.has(line));
  const alike = each.wrong ? found.length > 0 && missed.length === 0 : errors.length === 0;
  const said = each.wrong ? [`missed at line ${[...new Set(missed)].join(', ') || '?'}`] : errors.map(show);
  return { name: each.name, alike, said };
}

const show = ({ source, code, message }: Diagnostic): string => `${source?.line}:${source?.column} ${code} ${message}`;

const [actionlint = '', parser = ''] = process.argv.slice(2);
const cases = [...actionlintCases(actionlint), ...parserCases(parser)];
const folders = [...new Set(cases.map(({ name }) => name.split('/')[0]))];
for (const folder of folders) {
  const verdicts: Verdict[] = [];
  for (const each of cases) if (each.name.startsWith(`${folder}/`)) verdicts.push(await judge(each));
  const otherwise = verdicts.filter(({ alike }) => !alike);
  const share = ((100 * (verdicts.length - otherwise.length)) / verdicts.length).toFixed(1);
  console.log(`${folder}: ${share} % of ${verdicts.length} files judged alike`);
  for (const { name, said } of otherwise) {
    const reason = judgedOtherwise[name];
    console.log(`  ${name}: ${reason ?? `NO REASON YET\n    ${said.join('\n    ')}`}`);
  }
}
