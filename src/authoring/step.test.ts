/** Steps as a job renders them: scripts, actions, and those that wait. */
import { describe, expect, it } from 'vitest';
import { checkout, setupNode } from '../../generated/actions/index.ts';
import {
  cancel,
  event,
  github,
  job,
  parallel,
  run,
  type Step,
  script,
  secret,
  sh,
  text,
  unsafeInline,
  uses,
  wait,
  waitAll,
  workflow,
  writtenBy,
} from '../index.ts';
import { writeYaml } from '../yaml/write.ts';
import { definition } from './definition.ts';

function render(...steps: readonly Step[]) {
  const { data } = job('a', { runsOn: 'x', steps })[definition];
  return data.kind === 'job' ? data.steps : [];
}

describe('a script', () => {
  it('reads its values from the environment', () => {
    expect(render(run(sh`echo ${event('issues').issue.title}`, { env: { TOKEN: secret('T') } }))[0]).toMatchObject({
      kind: 'run',
      run: 'echo "$EVENT_ISSUE_TITLE"',
      env: { EVENT_ISSUE_TITLE: '${{ github.event.issue.title }}', TOKEN: '${{ secrets.T }}' },
    });
  });

  it('of several lines ends its last one', () => {
    const lines = sh`
      a
      b
    `;
    expect(render(run(lines), run(sh`a`))).toMatchObject([{ run: 'a\nb\n' }, { run: 'a' }]);
  });

  it('refuses an env entry that hides one of its values, and takes one that is the same', () => {
    const echo = sh`echo ${github.ref}`;
    const [clash, same] = render(run(echo, { env: { GH_REF: 'x' } }), run(echo, { env: { GH_REF: github.ref } }));
    expect(clash?.problems).toMatchObject([{ code: 'env-clash', message: expect.stringContaining('GH_REF') }]);
    expect(same).not.toHaveProperty('problems');
  });

  it('keeps its declared outputs, and who writes them', () => {
    const [one, two] = render(run(sh`a`, { outputs: ['x'] }), run(sh`b`, { outputs: { y: writtenBy('b') } }));
    expect([one, two]).toMatchObject([{ outputs: [{ name: 'x' }] }, { outputs: [{ name: 'y', writtenBy: 'b' }] }]);
  });

  it('of another language names its shell, unless the step does', () => {
    const print = script('print(1)', { shell: 'python' });
    expect(render(run(print), run(print, { shell: 'python -u {0}' }))).toMatchObject([
      { run: 'print(1)', shell: 'python' },
      { shell: 'python -u {0}' },
    ]);
  });

  it('says in the YAML why a value is put into it as text', () => {
    const risky = run(sh`make ${unsafeInline(github.ref_name, 'our own\nbranches')}`);
    const made = workflow({ name: 'A', on: { push: {} }, jobs: [job('a', { runsOn: 'x', steps: [risky] })] });
    expect(writeYaml(made[definition])).toContain(
      '# ${{ github.ref_name }} is put into the script as text: our own\n      # branches\n      - run: make ${{ github.ref_name }}\n',
    );
  });
});

describe('an action', () => {
  it('is pinned, with its tag and its inputs', () => {
    expect(render(setupNode({ 'node-version': '24' }, { name: 'Node', if: false }))[0]).toMatchObject({
      kind: 'uses',
      name: 'Node',
      if: 'false',
      uses: expect.stringMatching(/^actions\/setup-node@[0-9a-f]{40}$/),
      tag: 'v7.0.0',
      with: { 'node-version': '24' },
    });
    expect(render(checkout())[0]).toMatchObject({ with: { 'persist-credentials': false } });
  });

  it('needs no binding', () => {
    const step = uses('docker://alpine:3.22', { with: { args: 'uname', count: 2 }, env: { A: text`a-${github.ref}` } });
    expect(render(step)[0]).toMatchObject({
      uses: 'docker://alpine:3.22',
      with: { args: 'uname', count: 2 },
      env: { A: 'a-${{ github.ref }}' },
    });
    expect(render(uses('./a'))[0]).not.toHaveProperty('with');
  });
});

describe('steps side by side', () => {
  const server = run(sh`./serve`, { name: 'Server', background: true });
  const fetch = uses('./fetch', { background: true });

  it('are waited for and cancelled by their ids', () => {
    const steps = render(
      server,
      fetch,
      wait(server),
      wait([server, fetch], { name: 'Both' }),
      cancel(server),
      waitAll({ doc: 'All.' }),
    );
    expect(steps).toMatchObject([
      { id: 'server', background: true },
      { id: 'fetch', background: true },
      { kind: 'wait', wait: 'server' },
      { kind: 'wait', wait: ['server', 'fetch'], name: 'Both' },
      { kind: 'cancel', cancel: 'server' },
      { kind: 'wait-all', doc: 'All.' },
    ]);
  });

  it('run inside parallel', () => {
    const [step] = render(parallel([run(sh`a`), uses('./b')], { doc: 'Both.' }));
    expect(step).toMatchObject({ kind: 'parallel', doc: 'Both.', parallel: [{ run: 'a' }, { uses: './b' }] });
  });
});
