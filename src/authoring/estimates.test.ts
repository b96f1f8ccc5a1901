/** What jobs and steps say for plans and budgets: in the model, and never in the YAML. */
import { describe, expect, it } from 'vitest';
import { job, run, sh, uses, workflow } from '../index.ts';
import type { StepsJob, Workflow } from '../model/index.ts';
import { writeYaml } from '../yaml/write.ts';
import { definition } from './definition.ts';

const workflowWith = (options: object, step: object): Workflow => {
  const steps = [run(sh`npm test`, step), uses('./upload', step)];
  const test = job('test', { runsOn: 'ubuntu-24.04', ...options, steps });
  return workflow({ name: 'Test', on: { push: {} }, jobs: [test] })[definition];
};

const jobOf = (document: Workflow): StepsJob => document.jobs[0] as StepsJob;

describe('estimates', () => {
  it('reach the model in seconds and megabytes', () => {
    const document = workflowWith({ takes: '2m' }, { takes: { hit: '15s', miss: '1m30s' }, size: '1.2GB' });
    expect(jobOf(document)).toMatchObject({
      takes: { hit: 120, miss: 120 },
      steps: [
        { takes: { hit: 15, miss: 90 }, megabytes: 1200 },
        { takes: { hit: 15, miss: 90 }, megabytes: 1200 },
      ],
    });
  });

  it('change nothing in the YAML', () => {
    const plain = writeYaml(workflowWith({}, {}));
    expect(writeYaml(workflowWith({ takes: 90 }, { takes: '45s', size: '5MB' }))).toBe(plain);
  });

  it.each([
    [{ takes: '45' }, 'takes: "45" is no duration', 'write it as in "45s", "2m" or "1m30s"'],
    [{ takes: { hit: '15s' } }, 'takes: undefined is no duration', 'write it as in "45s", "2m" or "1m30s"'],
    [{ takes: { hit: 1, miss: 2, cold: 3 } }, 'takes has no key "cold"', "write takes: { hit: '15s', miss: '90s' }"],
    [{ takes: -1 }, 'takes: -1 is no duration', 'write it as in "45s", "2m" or "1m30s"'],
    [{ size: '5' }, 'size: "5" is no size', 'write it as in "200kB", "5MB" or "1.2GB"'],
    [{ size: 5 }, 'size: 5 is no size', 'write it as in "200kB", "5MB" or "1.2GB"'],
  ])('says what is wrong with %j', (step, message, hint) => {
    expect(() => workflowWith({}, step)).toThrow(
      expect.objectContaining({ findings: [expect.objectContaining({ message, hint })] }),
    );
  });

  it('are refused where there are none: a job has no size', () => {
    const document = workflowWith({ size: '5MB' }, {});
    expect(jobOf(document).unknown).toEqual({ size: '5MB' });
  });
});
