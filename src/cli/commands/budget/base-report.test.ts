/** The workflows of a commit, beside those of the working tree. */
import { describe, expect, it } from 'vitest';
import type { Job, Workflow } from '../../../model/index.ts';
import { readYaml } from '../../../yaml/read.ts';
import { loadBaseWorkflows } from './base-report.ts';

const yaml = 'on: push\njobs:\n  build: { runs-on: ubuntu-latest, steps: [{ run: make }] }\n';
const path = '.github/workflows/ci.yml';

function pipeline(): Workflow {
  const { document } = readYaml(yaml, path);
  if (document?.kind !== 'workflow') throw new Error('no workflow');
  const jobs = document.jobs.map((job): Job => (job.kind === 'job' ? { ...job, takes: { hit: 90, miss: 90 } } : job));
  return { ...document, jobs };
}

const load = (file: string, bytes: Buffer | string) =>
  loadBaseWorkflows([{ path, bytes: Buffer.from(bytes) }], [{ file, workflow: pipeline(), resolve: () => undefined }]);

describe('loadBaseWorkflows', () => {
  it.each(['pipelines/ci.ts', 'pipelines/ci.mts', path])(
    'takes the times from %s, which is the same workflow',
    (file) => {
      expect(load(file, yaml).workflows[0]?.workflow.jobs).toMatchObject([
        { id: 'build', takes: { hit: 90, miss: 90 } },
      ]);
    },
  );

  it('takes none from another workflow', () => {
    expect(load('pipelines/other.ts', yaml).workflows[0]?.workflow.jobs).not.toHaveProperty('[0].takes');
  });

  it.each([
    ['no YAML', 'on: [push\n', 'yaml-syntax'],
    ['no map', '- a\n', 'wrong-kind'],
    ['of more than 2 MB', Buffer.alloc(2_000_001, ' '), 'file-size'],
    ['no UTF-8', Buffer.from([0x6f, 0x6e, 0xff]), 'invalid-encoding'],
    ['UTF-16', Buffer.from(`\ufeff${yaml}`, 'utf16le'), 'invalid-encoding'],
  ])('says where a file is %s', (_, bytes, code) => {
    const { workflows, findings } = load(path, bytes);
    expect(workflows).toEqual([]);
    expect(findings).toMatchObject([{ severity: 'error', code, source: { file: path } }]);
  });
});
