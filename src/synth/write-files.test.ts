import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, lstatSync, mkdirSync, readdirSync, statSync, symlinkSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { main } from '../../fixtures/synth/command-line.ts';
import { pipelineOf, temporaryProject } from '../../fixtures/synth/temporary-project.ts';
import { PipelineError } from '../diagnostics/index.ts';
import type { Change } from './drift.ts';
import { applyChanges } from './write-files.ts';

const missing = (path: string, text = `${path}\n`): Change => ({ kind: 'missing', path, text });

function failure(root: string, changes: readonly Change[]) {
  try {
    applyChanges(root, changes);
  } catch (error) {
    if (error instanceof PipelineError)
      return error.findings.map(({ source, ...rest }) => ({ ...rest, file: source?.file.slice(root.length + 1) }));
    throw error;
  }
  throw new Error('it was written');
}

describe('applyChanges', () => {
  it('writes, overwrites and deletes, and leaves nothing else', () => {
    const project = temporaryProject({ 'a.yml': 'old\n', 'b.yml': 'old\n' });
    applyChanges(project.root, [
      { kind: 'changed', path: 'a.yml', text: 'new\n', edited: false, differences: [] },
      { kind: 'orphan', path: 'b.yml' },
      missing('.github/workflows/c.yml', 'ä 😀\n'),
    ]);
    expect(project.snapshot()).toEqual({
      'package.json': '{}\n',
      'a.yml': 'new\n',
      '.github/workflows/c.yml': 'ä 😀\n',
    });
  });

  it('keeps the mode of a file, and a link to it', () => {
    const project = temporaryProject({ 'real/a.yml': 'old\n' });
    chmodSync(project.path('real/a.yml'), 0o664);
    symlinkSync(project.path('real/a.yml'), project.path('a.yml'));
    applyChanges(project.root, [{ kind: 'changed', path: 'a.yml', text: 'new\n', edited: false, differences: [] }]);
    expect(lstatSync(project.path('a.yml')).isSymbolicLink()).toBe(true);
    expect([project.read('real/a.yml'), statSync(project.path('real/a.yml')).mode & 0o777]).toEqual(['new\n', 0o664]);
  });

  it('removes what a killed run left of the same file, and nothing of a running one', () => {
    const { pid } = spawnSync(process.execPath, ['--version']);
    const project = temporaryProject({
      [`a.yml.${pid}.tmp`]: 'half',
      [`a.yml.${process.ppid}.tmp`]: 'half',
      [`b.yml.${pid}.tmp`]: 'half',
    });
    applyChanges(project.root, [missing('a.yml')]);
    expect(project.files()).toEqual(['a.yml', `a.yml.${process.ppid}.tmp`, `b.yml.${pid}.tmp`, 'package.json'].sort());
  });

  it.each([
    ['a read-only file', 'x/a.yml', 'x/a.yml is read-only', 'run chmod u+w x/a.yml', 'x/a.yml'],
    [
      'a read-only folder',
      'locked/inner/a.yml',
      'the folder of locked/inner/a.yml is read-only',
      /^run chmod u\+w .*locked$/,
      'locked',
    ],
    ['a folder in its place', 'folder', 'folder is a folder', 'move it away', 'folder'],
    [
      'a file where its folder should be',
      'package.json/inner/a.yml',
      /package\.json is a file, not a folder$/,
      'move it away',
      'package.json',
    ],
  ])('writes nothing when there is %s', (_, path, message, hint, file) => {
    const project = temporaryProject({ 'x/a.yml': 'old\n', 'gone.yml': 'old\n' });
    for (const name of ['locked', 'folder']) mkdirSync(project.path(name));
    chmodSync(project.path('x/a.yml'), 0o444);
    chmodSync(project.path('locked'), 0o555);
    const before = project.snapshot();
    const found = failure(project.root, [missing('first.yml'), missing(path), { kind: 'orphan', path: 'gone.yml' }]);
    chmodSync(project.path('locked'), 0o755);
    expect(found).toEqual([
      { severity: 'error', code: 'unwritable-target', message: matching(message), hint: matching(hint), file },
    ]);
    expect(project.snapshot()).toEqual(before);
  });

  it('names every file that is in the way', () => {
    const project = temporaryProject({ 'a.yml': '', 'b.yml': '' });
    for (const name of ['a.yml', 'b.yml']) chmodSync(project.path(name), 0o444);
    expect(failure(project.root, [missing('a.yml'), missing('b.yml')]).map(({ file }) => file)).toEqual([
      'a.yml',
      'b.yml',
    ]);
  });

  it('takes back what it wrote when a later file fails', () => {
    const project = temporaryProject({});
    const name = `${'n'.repeat(250)}.yml`;
    const before = project.snapshot();
    expect(failure(project.root, [missing('new/folder/a.yml'), missing(name)])).toMatchObject([
      { code: 'unwritable-target', file: name },
    ]);
    expect(project.snapshot()).toEqual(before);
    expect(project.has('new')).toBe(false);
  });
});

const matching = (expected: string | RegExp) =>
  typeof expected === 'string' ? expected : expect.stringMatching(expected);

/** Every user of the machine can limit how much a process of theirs writes into a file: the disk is full after 1 KiB. */
function synthWithLimit(root: string, blocks: number) {
  const asNobody = process.getuid?.() === 0 ? { uid: 65534, gid: 65534 } : {};
  const script = `ulimit -f ${blocks}; exec "$0" "$@"`;
  return spawnSync('bash', ['--norc', '-c', script, process.execPath, main, 'synth', '--no-types'], {
    cwd: root,
    encoding: 'utf8',
    ...asNobody,
  });
}

describe.skipIf(process.platform === 'win32')('a full disk', () => {
  const long = pipelineOf(
    Array.from({ length: 100 }, (_, index) => `run(sh\`echo a rather long script, number ${index}\`)`).join(', '),
  );

  it.each([
    ['while the pipelines are compiled', 1, 'node_modules'],
    ['while the workflows are written', 8, '.github/workflows/z.yml'],
  ])('%s leaves everything as it was', (_, blocks, place) => {
    const project = temporaryProject({ 'pipelines/a.ts': pipelineOf('run(sh`echo small`)'), 'pipelines/z.ts': long });
    if (blocks > 1)
      project.write(
        'pipelines/z.ts',
        long.replace(
          /steps: \[.*\]/,
          'steps: Array.from({ length: 400 }, (_, index) => run(sh`${String(index)} and a rather long text`))',
        ),
      );
    for (const name of ['', 'node_modules', 'pipelines']) chmodSync(project.path(name), 0o777);
    const before = project.snapshot();
    const { status, stdout, stderr } = synthWithLimit(project.root, blocks);
    expect(stderr).toBe('');
    expect(stdout).toContain(
      'error[disk-full] there is no room to write the file (EFBIG)\n  hint nothing was changed; make room and run the command again',
    );
    expect(stdout).toContain(place);
    expect(status).toBe(1);
    expect(project.snapshot()).toEqual(before);
    expect(project.has('.github')).toBe(false);
    expect(readdirSync(project.path('node_modules/.cache/pipewright'))).toEqual([]);
    expect(synthWithLimit(project.root, 1000).status).toBe(0);
  });
});

describe.skipIf(process.platform === 'win32')('a run that is killed', () => {
  it('leaves no workflow half-written, and the next run writes them all', async () => {
    const steps = 'Array.from({ length: 900 }, (_, index) => run(sh`echo ${String(index)}`))';
    const pipeline = pipelineOf('run(sh`true`)').replace(/\[run\(sh`true`\)\]/, steps);
    const names = ['a', 'b', 'c'];
    const project = temporaryProject(Object.fromEntries(names.map((name) => [`pipelines/${name}.ts`, pipeline])));
    const files = names.map((name) => `.github/workflows/${name}.yml`);
    const synth = () => spawn(process.execPath, [main, 'synth', '--no-types'], { cwd: project.root, stdio: 'ignore' });
    await once(synth(), 'exit');
    const whole = files.map((name) => project.read(name));
    for (const file of files) project.write(file, '# Generated by pipewright from x\n');
    for (const after of [250, 400, 550]) {
      const child = synth();
      const exited = once(child, 'exit');
      setTimeout(() => child.kill('SIGINT'), after);
      await exited;
      for (const [index, file] of files.entries())
        expect(['# Generated by pipewright from x\n', whole[index]]).toContain(project.read(file));
    }
    await once(synth(), 'exit');
    expect(files.map((name) => project.read(name))).toEqual(whole);
    expect(readdirSync(project.path('.github/workflows'))).toEqual(['a.yml', 'b.yml', 'c.yml']);
  }, 20_000);
});
