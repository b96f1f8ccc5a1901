/** Every rule against its fixtures: pipelines with one mistake each, and pipelines that come close and are fine. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { type Diagnostic, relativeFile, renderText } from '../diagnostics/index.ts';
import type { Workflow } from '../model/index.ts';
import { loadPipelines } from '../synth/load.ts';
import { readYaml } from '../yaml/read.ts';
import { writeYaml } from '../yaml/write.ts';
import type { ActionCatalog } from './action-catalog.ts';
import { lint } from './lint.ts';
import { rules } from './registry.ts';
import type { Repository } from './rule.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const fixtures = join(root, 'fixtures', 'lint');
const ids = rules.map(({ id }) => id);

const actions: ActionCatalog = {
  'actions/checkout': {
    tag: 'v7.0.1',
    sha: '3d3c42e5aac5ba805825da76410c181273ba90b1',
    inputs: { ref: {}, 'fetch-depth': { default: 1 }, 'persist-credentials': { default: true } },
    outputs: ['ref', 'commit'],
  },
  'actions/cache': {
    tag: 'v5.0.5',
    sha: '27d5ce7f107fe9357f9df03efb73ab90386fccae',
    inputs: {
      path: { required: true },
      key: { required: true },
      'restore-keys': {},
      'lookup-only': { required: true, default: false },
    },
    outputs: ['cache-hit'],
  },
  'actions/github-script': {
    tag: 'v8.0.0',
    sha: 'ed597411d8f924073f98dfc5c65a23a2325f34cd',
    inputs: { script: { required: true } },
    outputs: ['result'],
  },
};

interface Fixture {
  readonly rule: string;
  readonly name: string;
  readonly file: string;
}

function fixturesOf(kind: 'err' | 'ok'): Fixture[] {
  return folders(kind).flatMap((rule) =>
    readdirSync(join(fixtures, kind, rule))
      .filter((file) => /\.(?:ts|ya?ml)$/.test(file))
      .map((file) => ({ rule, name: basename(file, '.ts'), file: join(fixtures, kind, rule, file) })),
  );
}

const folders = (kind: 'err' | 'ok'): string[] => readdirSync(join(fixtures, kind)).sort();
const wrong = fixturesOf('err');
const fine = fixturesOf('ok');
const findings = new Map<string, readonly Diagnostic[]>();

beforeAll(async () => {
  const files = [...wrong, ...fine].map(({ file }) => file);
  const loaded = await loadPipelines(
    root,
    files.filter((file) => file.endsWith('.ts')),
  );
  expect(loaded.findings).toEqual([]);
  for (const { file, document } of loaded.pipelines)
    findings.set(file, lint(document, { actions, labels: ['gpu'], text: writeYaml(document) }));
  for (const file of files.filter((each) => !each.endsWith('.ts'))) findings.set(file, lintText(file));
});

/** Workflows of fixtures may call these. */
const callable = ['called.yml', 'publish.yml'].map((name) => {
  const { document } = readYaml(readFileSync(join(fixtures, name), 'utf8'), name);
  return [`./.github/workflows/${name}`, document?.kind === 'workflow' ? document : undefined] as const;
});
const repository: Repository = {
  workflow: (path) => new Map<string, Workflow | undefined>(callable).get(path.replace(/^\$/, '.')),
  lacksWorkflow: (path) => path.endsWith('/gone.yml'),
  action: (path) =>
    path === './.github/actions/setup' ? { inputs: { version: { required: true } }, outputs: ['path'] } : undefined,
  workflowNames: () => ['CI', 'Called', 'Publish'],
};

function lintText(file: string, text = readFileSync(file, 'utf8')): readonly Diagnostic[] {
  const { document, yaml, ignores, findings: problems } = readYaml(text, file);
  if (!document) return problems;
  return [...problems, ...lint(document, { actions, labels: ['gpu'], repository, text, yaml }, ignores)];
}

function findingsOf({ file }: Fixture): readonly Diagnostic[] {
  const found = findings.get(file);
  if (!found) throw new Error(`${file} was not loaded`);
  return found;
}

describe('mistakes', () => {
  it.each(wrong)('$rule/$name', async (fixture) => {
    const { rule, name, file } = fixture;
    const found = findingsOf(fixture);
    // What authoring finds keeps its own code, which is the name of the fixture.
    const code = rule !== 'authoring-problem' ? rule : name === 'example' ? 'env-clash' : name;
    expect([...new Set(found.map((finding) => finding.code))]).toEqual([code]);
    for (const { source } of found) expect(relativeFile(source?.file ?? '', root)).toBe(relativeFile(file, root));
    await expect(`${renderText(found, { root })}\n`).toMatchFileSnapshot(goldenOf(file));
  });
});

/** `x.ts` has its messages in `x.txt`, and `x.yml` in `x.yml.txt`. */
const goldenOf = (file: string): string => `${file.replace(/\.ts$/, '')}.txt`;

describe('no false alarm', () => {
  it.each(fine)('$rule/$name', (fixture) => {
    expect(renderText(findingsOf(fixture), { root })).toBe('');
  });
});

describe('Windows line ends', () => {
  const yaml = [...wrong, ...fine].filter(({ file }) => !file.endsWith('.ts'));
  it.each(yaml)('change nothing in $rule/$name', (fixture) => {
    const { file } = fixture;
    const text = readFileSync(file, 'utf8').replaceAll('\n', '\r\n');
    expect(renderText(lintText(file, text), { root })).toBe(renderText(findingsOf(fixture), { root }));
  });
});

describe('registry', () => {
  it('agrees with the files of rules and fixtures', () => {
    const files = readdirSync(join(root, 'src/lint/rules')).map((file) => basename(file, '.ts'));
    expect(files.sort()).toEqual([...ids].sort());
    expect(folders('err')).toEqual([...ids].sort());
    expect(folders('ok')).toEqual([...ids].sort());
  });

  it('has no golden file without its fixture', () => {
    const golden = folders('err').flatMap((rule) =>
      readdirSync(join(fixtures, 'err', rule)).map((file) => join(fixtures, 'err', rule, file)),
    );
    expect(
      golden.filter(
        (file) =>
          file.endsWith('.txt') &&
          ![file.replace(/\.txt$/, '.ts'), file.replace(/\.txt$/, '')].some((each) => existsSync(each)),
      ),
    ).toEqual([]);
  });
});
