import { chmodSync, linkSync, mkdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import {
  pipelineOf,
  temporaryProject as projectOf,
  type TemporaryProject,
} from '../../fixtures/synth/temporary-project.ts';
import { generateActions } from '../actions/builtin.ts';
import { renderText } from '../diagnostics/index.ts';
import { applyChanges, driftFindings, renderDrift, synthesize } from './index.ts';

const ci = '.github/workflows/ci.yml';
const page = 'generated/pipelines/ci.md';
const manifest = 'generated/manifest.json';
const config = 'pipewright.config.ts';

/** The budget follows every change of a workflow, and has tests of its own. */
const temporaryProject = (files: Readonly<Record<string, string>>): TemporaryProject =>
  projectOf({ [config]: 'export default { budget: { report: false } };\n', ...files });

const compare = ({ root }: TemporaryProject) => synthesize(root, { typeCheck: false });

/** What `check` would print. */
async function drift(project: TemporaryProject): Promise<string[]> {
  const { findings, comparison } = await compare(project);
  expect(findings).toEqual([]);
  return renderDrift(comparison.changes).split('\n').filter(Boolean);
}

async function findings(project: TemporaryProject): Promise<string> {
  return renderText((await compare(project)).findings, { root: project.root });
}

async function write(project: TemporaryProject): Promise<void> {
  applyChanges(project.root, (await compare(project)).comparison.changes);
}

async function written(
  steps = 'run(sh`npm ci`), run(sh`npm test`)',
  more: Readonly<Record<string, string>> = {},
): Promise<TemporaryProject> {
  const project = temporaryProject({ 'pipelines/ci.ts': pipelineOf(steps), ...more });
  await write(project);
  return project;
}

const edit = (project: TemporaryProject, name: string, from: string | RegExp, to: string): void => {
  const text = project.read(name).replace(from, to);
  expect(text).not.toBe(project.read(name));
  project.write(name, text);
};

describe('drift', () => {
  it('is everything before the first synthesis and nothing after it', async () => {
    const project = temporaryProject({ 'pipelines/ci.ts': pipelineOf('run(sh`npm test`)') });
    expect(await drift(project)).toEqual([`${ci} is missing`, `${page} is missing`, `${manifest} is missing`]);
    await write(project);
    expect(await drift(project)).toEqual([]);
    expect(project.files()).toEqual([ci, manifest, page, 'package.json', 'pipelines/ci.ts', config].sort());
  });

  it('tells a changed pipeline from a file that was edited', async () => {
    const project = await written();
    edit(project, 'pipelines/ci.ts', 'npm ci', 'npm install');
    expect(await drift(project)).toEqual([
      `${ci} is out of date`,
      '  ~ jobs.build.steps[0].run (npm install): "npm ci" -> "npm install"',
      `${page} is out of date`,
      `${manifest} is out of date`,
    ]);
    await write(project);
    edit(project, ci, 'npm test', 'npm run other');
    expect(await drift(project)).toEqual([
      `${ci} was edited by hand`,
      '  ~ jobs.build.steps[1].run (npm test): "npm run other" -> "npm test"',
    ]);
  });

  it('shows a step that was put in as one addition', async () => {
    const project = await written();
    edit(project, 'pipelines/ci.ts', 'run(sh`npm test`)', 'run(sh`npm run lint`), run(sh`npm test`)');
    expect(await drift(project)).toContain(
      '  + jobs.build.steps[1] (npm run lint): the pipeline has {"run":"npm run lint"}',
    );
    expect(await drift(project)).toHaveLength(4);
  });

  it('shows a job that was edited into the file', async () => {
    const project = await written();
    project.write(ci, `${project.read(ci)}  other:\n    runs-on: x\n`);
    expect(await drift(project)).toEqual([
      `${ci} was edited by hand`,
      '  - jobs.other: the pipeline does not have {"runs-on":"x"}',
    ]);
  });

  it('is also a change of comments and layout', async () => {
    const project = await written();
    edit(project, ci, '\njobs:', '\n# by hand\njobs:');
    expect(await drift(project)).toEqual([`${ci} was edited by hand (comments or layout only)`]);
  });

  it('is a file that is no YAML any more', async () => {
    const project = await written();
    edit(project, ci, 'jobs:', '<<<<<<< ours\njobs:');
    const [head, line] = await drift(project);
    expect(head).toBe(`${ci} was edited by hand`);
    expect(line).toMatch(/^ {2}~ the whole file: "no YAML: .+" -> "the generated file"$/);
    await write(project);
    expect(await drift(project)).toEqual([]);
  });

  it('is not what Git and editors do to line ends and the start of a file', async () => {
    const project = await written();
    for (const name of [ci, manifest]) project.write(name, project.read(name).replaceAll('\n', '\r\n'));
    expect(await drift(project)).toEqual([]);
    project.write(ci, `\ufeff${project.read(ci)}`);
    expect(await drift(project)).toEqual([]);
    edit(project, 'pipelines/ci.ts', 'npm ci', 'npm install');
    expect((await drift(project))[0]).toBe(`${ci} is out of date`);
  });

  it('has a place in the file on the disk', async () => {
    const project = await written();
    const before =
      project
        .read(ci)
        .split('\n')
        .findIndex((line) => line.includes('npm test')) + 1;
    edit(
      project,
      'pipelines/ci.ts',
      /run\(sh`npm ci`\), run\(sh`npm test`\)/,
      'run(sh`a`, { name: "A" }), run(sh`npm ci`), run(sh`npm test`, { env: { A: "b" } })',
    );
    const { comparison } = await compare(project);
    const found = driftFindings(project.root, comparison.changes).filter(
      ({ path }) => path === 'jobs.build.steps[2].env',
    );
    expect(found).toMatchObject([{ code: 'drift', source: { file: project.path(ci), line: before } }]);
  });

  it('can not act on the terminal or the runner that shows it', async () => {
    const project = await written();
    edit(project, ci, 'jobs:', `"\\n::add-mask::x\\e[31m": 1\njobs:`);
    const text = (await drift(project)).join('\n');
    expect(text).toContain('add-mask');
    expect(text).not.toMatch(/^\s*::/m);
    expect(text).not.toContain('\u001b');
  });
});

describe('the manifest', () => {
  it.each([
    ['missing', undefined, `${manifest} is missing`],
    ['broken', '<<<<<<< ours\n', `${manifest} is out of date`],
    ['of nothing', '{ "version": 1, "files": null }', `${manifest} is out of date`],
    ['of other things', '{ "version": 1, "files": { ".github/workflows/ci.yml": 3 } }', `${manifest} is out of date`],
  ])('may be %s', async (name, text, expected) => {
    const project = await written();
    if (text === undefined) project.remove(manifest);
    else project.write(manifest, text);
    expect(await drift(project)).toEqual([expected]);
    // Whether somebody edited the file or the pipeline has changed nobody can tell then.
    edit(project, ci, 'npm test', 'npm run other');
    if (name !== 'of other things') expect((await drift(project))[0]).toBe(`${ci} is out of date`);
    await write(project);
    expect(await drift(project)).toEqual([]);
  });

  it('is not written over a file of another program', async () => {
    const project = await written();
    project.write(manifest, '{ "name": "my app", "icons": [] }');
    expect(await findings(project)).toBe(
      `${manifest}:1:1 error[foreign-file] ${manifest} is there already, and pipewright did not write it\n  hint rename the pipeline, or delete the file when the generated one replaces it`,
    );
  });
});

describe('a workflow without a pipeline', () => {
  const second = { 'pipelines/second.ts': pipelineOf('run(sh`true`)', 'Second') };

  it('is found and deleted', async () => {
    const project = await written(undefined, second);
    project.remove('pipelines/second.ts');
    expect(await drift(project)).toEqual([
      `${manifest} is out of date`,
      '.github/workflows/second.yml has no pipeline any more',
      'generated/pipelines/second.md has no pipeline any more',
    ]);
    await write(project);
    expect(project.files().filter((name) => name.includes('second'))).toEqual([]);
    expect(await drift(project)).toEqual([]);
  });

  it('is found under its old name when the pipeline was renamed', async () => {
    const project = await written(undefined, second);
    project.write('pipelines/third.ts', project.read('pipelines/second.ts'));
    project.remove('pipelines/second.ts');
    await write(project);
    expect(project.files().filter((name) => name.startsWith('.github'))).toEqual([ci, '.github/workflows/third.yml']);
  });

  it('stays while another pipeline fails: its own may be the one', async () => {
    const project = await written(undefined, second);
    project.write('pipelines/second.ts', 'throw new Error("x");');
    const { comparison } = await compare(project);
    expect(comparison.changes).toEqual([]);
  });

  it('is not the same file under a name in other case', async () => {
    const project = await written();
    // What a file system that ignores case shows.
    linkSync(project.path(ci), project.path('.github/workflows/CI.yml'));
    expect(await drift(project)).toEqual([]);
    project.write('.github/workflows/Ci.yml', project.read(ci));
    expect(await drift(project)).toEqual(['.github/workflows/Ci.yml has no pipeline any more']);
  });
});

describe('a file that pipewright did not write', () => {
  it.each([
    ['release.yml', 'name: Release\non: push\n'],
    ['release.yaml', 'name: Release\non: push\n'],
    ['release.yml', '# by hand\n# Generated by pipewright from pipelines/ci.ts.\non: push\n'],
    ['release.yml', ''],
    ['release.yaml', '# Generated by another program\n'],
    ['notes.md', '# Generated by pipewright from pipelines/ci.ts. Do not edit: change that file,\n'],
  ])('is never touched: %s', async (name, text) => {
    const project = await written();
    project.write(`.github/workflows/${name}`, text);
    project.write(
      '.github/actions/mine/action.yml',
      text.startsWith('# Generated by pipewright') ? 'runs: {}\n' : text,
    );
    const before = project.snapshot();
    expect(await drift(project)).toEqual([]);
    await write(project);
    expect(project.snapshot()).toEqual(before);
  });

  it('is not overwritten by a pipeline of its name, and nothing else is written', async () => {
    const project = temporaryProject({ 'pipelines/ci.ts': pipelineOf('run(sh`true`)'), [ci]: 'name: By hand\n' });
    expect(await findings(project)).toContain(
      `${ci}:1:1 error[foreign-file] ${ci} is there already, and pipewright did not write it`,
    );
  });

  it('is named when a folder stands in its place', async () => {
    const project = temporaryProject({ 'pipelines/ci.ts': pipelineOf('run(sh`true`)') });
    mkdirSync(project.path(ci), { recursive: true });
    await expect(compare(project)).rejects.toMatchObject({
      findings: [{ code: 'unreadable-target', message: `${ci} can't be read: it is a folder` }],
    });
  });

  it.skipIf(process.getuid?.() === 0)('is named when it can not be read', async () => {
    const project = temporaryProject({ 'pipelines/ci.ts': pipelineOf('run(sh`true`)'), [ci]: 'name: By hand\n' });
    chmodSync(project.path(ci), 0);
    await expect(compare(project)).rejects.toMatchObject({ findings: [{ code: 'unreadable-target' }] });
  });
});

describe('a composite action', () => {
  const action = `import { compositeAction, run, sh } from 'pipewright';
export default compositeAction('set-up', { name: 'Set up', description: 'Sets up.', steps: [run(sh\`echo one\`)] });
`;
  const file = '.github/actions/set-up/action.yml';

  it('is compared and deleted as workflows are', async () => {
    const project = await written(undefined, { 'pipelines/set-up.ts': action });
    expect(project.read(file)).toMatch(/^# Generated by pipewright from pipelines\/set-up\.ts/);
    edit(project, file, 'echo one', 'echo two');
    expect(await drift(project)).toEqual([
      `${file} was edited by hand`,
      '  ~ runs.steps[0].run (echo one): "echo two" -> "echo one"',
    ]);
    project.remove('pipelines/set-up.ts');
    expect(await drift(project)).toEqual([
      `${manifest} is out of date`,
      `${file} has no pipeline any more`,
      'generated/pipelines/actions/set-up.md has no pipeline any more',
    ]);
    await write(project);
    expect(project.has('.github/actions/set-up')).toBe(false);
    expect(project.has('generated/pipelines/actions')).toBe(false);
  });

  it('leaves what lies beside it', async () => {
    const project = await written(undefined, { 'pipelines/set-up.ts': action });
    project.write('.github/actions/set-up/script.sh', 'true\n');
    project.remove('pipelines/set-up.ts');
    await write(project);
    expect(project.files().filter((name) => name.startsWith('.github/actions'))).toEqual([
      '.github/actions/set-up/script.sh',
    ]);
  });
});

describe('a page', () => {
  it('is written with its workflow, and listed', async () => {
    const project = await written();
    expect(project.read(page)).toMatch(/^<!-- Generated by pipewright from pipelines\/ci\.ts\. Do not edit/);
    expect(JSON.parse(project.read(manifest))).toMatchObject({
      files: { [page]: expect.stringMatching(/^[0-9a-f]{64}$/) },
    });
  });

  it('is found missing and edited, and written again', async () => {
    const project = await written();
    const text = project.read(page);
    edit(project, page, '# CI', '# Mine');
    expect(await drift(project)).toEqual([`${page} was edited by hand`]);
    await write(project);
    expect(project.read(page)).toBe(text);
    project.remove(page);
    expect(await drift(project)).toEqual([`${page} is missing`]);
    await write(project);
    expect(project.read(page)).toBe(text);
    project.write(page, text.replaceAll('\n', '\r\n'));
    expect(await drift(project)).toEqual([]);
  });

  it('is deleted when it has no pipeline, and what lies beside it is not', async () => {
    const project = await written();
    const [orphan, action] = ['generated/pipelines/old.md', 'generated/pipelines/actions/old.md'];
    const foreign = ['generated/pipelines/notes.md', 'generated/pipelines/old.txt', 'generated/old.md'];
    for (const name of [orphan, action]) project.write(name, project.read(page));
    project.write('generated/pipelines/notes.md', '# Ours\n');
    for (const name of foreign.slice(1)) project.write(name, project.read(page));
    expect(await drift(project)).toEqual([`${orphan} has no pipeline any more`, `${action} has no pipeline any more`]);
    await write(project);
    expect([orphan, action, ...foreign].filter(project.has)).toEqual(foreign);
  });

  it('is not written over a file of its name, and nothing else is written', async () => {
    const project = temporaryProject({ 'pipelines/ci.ts': pipelineOf('run(sh`true`)'), [page]: '# By hand\n' });
    expect(await findings(project)).toContain(
      `${page}:1:1 error[foreign-file] ${page} is there already, and pipewright did not write it`,
    );
  });

  it('lies where the settings say', async () => {
    const project = temporaryProject({
      'pipelines/ci.ts': pipelineOf('run(sh`true`)'),
      [config]: `export default { generated: 'ci/made/', budget: { report: false } };\n`,
    });
    await write(project);
    expect(project.read('ci/made/pipelines/ci.md')).toContain('](../../../.github/workflows/ci.yml)');
    expect(await drift(project)).toEqual([]);
    project.write('ci/made/pipelines/old.md', project.read('ci/made/pipelines/ci.md'));
    expect(await drift(project)).toEqual(['ci/made/pipelines/old.md has no pipeline any more']);
  });
});

describe('the pins of actions', () => {
  const binding = 'generated/actions/actions/checkout.ts';
  async function withActions(): Promise<TemporaryProject> {
    const actions = await generateActions();
    return temporaryProject({
      'pipelines/ci.ts': pipelineOf('run(sh`true`)'),
      ...Object.fromEntries(actions.map(({ path, text }) => [`generated/${path}`, text])),
    });
  }

  it('are those of the lock', async () => {
    expect(await findings(await withActions())).toBe('');
  });

  it('are found at their line where they are not', async () => {
    const project = await withActions();
    edit(project, binding, /sha: '[0-9a-f]{40}'/, `sha: '${'f'.repeat(40)}'`);
    const line =
      project
        .read(binding)
        .split('\n')
        .findIndex((each) => each.includes('ffff')) + 1;
    expect(await findings(project)).toMatch(
      new RegExp(
        `^${binding}:${line}:\\d+ error\\[pin-mismatch\\] actions/checkout is pinned to the sha f{40}, the lock says`,
      ),
    );
    expect((await compare(project)).comparison.changes).toEqual([]);
  });

  it('need their lock', async () => {
    const project = await withActions();
    project.remove('generated/actions.lock.json');
    expect(await findings(project)).toMatch(
      /^error\[missing-action-lock\] the bindings of actions have no lock: generated\/actions\.lock\.json is missing/,
    );
  });

  it('need a lock that can be read', async () => {
    const project = await withActions();
    edit(project, 'generated/actions.lock.json', '"version": 1', '"version": 1,,');
    await expect(compare(project)).rejects.toMatchObject({
      findings: [{ source: { file: project.path('generated/actions.lock.json'), line: 2 } }],
    });
  });
});

describe('two pipelines of one file', () => {
  it.each([
    ['ci.mts', 'ci.ts', '.github/workflows/ci.yml'],
    ['CI.mts', 'Ci.ts', '.github/workflows/Ci.yml'],
  ])('are an error, whatever the case of their names, and nothing is written: %s and %s', async (one, other, file) => {
    const text = pipelineOf('run(sh`true`)');
    const project = temporaryProject({ [`pipelines/${one}`]: text, [`pipelines/${other}`]: text });
    const lines = (await findings(project)).split('\n');
    expect(lines[0]).toMatch(new RegExp(`^pipelines/${other.replace('.', '\\.')}:\\d+:\\d+ error\\[same-output\\] `));
    expect(lines[0]).toContain(`pipelines/${one} and pipelines/${other} both write ${file}`);
    expect(lines[1]).toBe('  hint rename one of the two files');
    expect((await compare(project)).comparison.changes).toEqual([]);
  });
});
