/** Describes the machine that a suite runs on. */
import os from 'node:os';
import type { Report } from '../contract/index.ts';

/** The machine, and where it is one of GitHub's, its image. */
export function describeEnvironment(env: NodeJS.ProcessEnv = process.env): Report['environment'] {
  const cpus = os.cpus();
  const runner = [env['ImageOS'], env['RUNNER_ARCH']].filter(Boolean).join(' ');
  return {
    os: `${os.type()} ${os.release()}`,
    arch: process.arch,
    node: process.version,
    cpu: cpus[0]?.model.trim() ?? 'unknown',
    cores: os.availableParallelism(),
    memoryBytes: os.totalmem(),
    ci: env['CI'] === 'true',
    ...(runner ? { runner } : {}),
  };
}
