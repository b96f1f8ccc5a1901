/**
 * GitHub's runner labels: the system each stands for, how long a job may take there, and those that are going or gone.
 *
 * Sources: https://docs.github.com/actions/reference/runners/github-hosted-runners and
 * https://github.com/actions/runner-images, read 2026-08.
 */
import type { Job } from '../model/index.ts';
import { sameName } from './data-shapes.ts';
import { labelSites } from './label-sites.ts';

export interface RunnerLabel {
  readonly os: 'linux' | 'windows' | 'macos' | 'any';
  /** The longest a job may take, in minutes. */
  readonly limit: number;
  /** A label that goes, or is gone, and the one to use instead. */
  readonly state?: 'deprecated' | 'retired';
  readonly instead?: string;
}

const hostedLimit = 360;
const slimLimit = 15;
const selfHostedLimit = 7200;

const hosted: Readonly<Record<'linux' | 'windows' | 'macos', readonly string[]>> = {
  linux: [
    ...['ubuntu-latest', 'ubuntu-26.04', 'ubuntu-24.04', 'ubuntu-22.04'],
    ...['ubuntu-26.04-arm', 'ubuntu-24.04-arm', 'ubuntu-22.04-arm'],
    ...['ubuntu-latest-4-cores', 'ubuntu-latest-8-cores', 'ubuntu-latest-16-cores'],
  ],
  windows: [
    'windows-latest',
    'windows-2025',
    'windows-2025-vs2026',
    'windows-2022',
    'windows-11-arm',
    'windows-11-vs2026-arm',
    'windows-latest-8-cores',
  ],
  macos: [
    ...['macos-latest', 'macos-latest-large', 'macos-latest-xlarge'],
    ...['macos-26', 'macos-26-intel', 'macos-26-large', 'macos-26-xlarge'],
    ...['macos-15', 'macos-15-intel', 'macos-15-large', 'macos-15-xlarge'],
    ...['xcode-27', 'xcode-27-xlarge'],
  ],
};

const going = (os: RunnerLabel['os'], state: 'deprecated' | 'retired', instead: string): RunnerLabel => ({
  os,
  limit: hostedLimit,
  state,
  instead,
});

export const runnerLabels: Readonly<Record<string, RunnerLabel>> = {
  ...Object.fromEntries(
    Object.entries(hosted).flatMap(([os, labels]) =>
      labels.map((label) => [label, { os: os as 'linux', limit: hostedLimit }]),
    ),
  ),
  'ubuntu-slim': { os: 'linux', limit: slimLimit },
  'macos-14': going('macos', 'deprecated', 'macos-15'),
  'macos-14-large': going('macos', 'deprecated', 'macos-15-large'),
  'macos-14-xlarge': going('macos', 'deprecated', 'macos-15-xlarge'),
  'macos-13': going('macos', 'retired', 'macos-15-intel'),
  'macos-13-large': going('macos', 'retired', 'macos-15-large'),
  'macos-13-xlarge': going('macos', 'retired', 'macos-15-xlarge'),
  'macos-12': going('macos', 'retired', 'macos-15-intel'),
  'macos-12-large': going('macos', 'retired', 'macos-15-large'),
  'macos-11': going('macos', 'retired', 'macos-15-intel'),
  'macos-10.15': going('macos', 'retired', 'macos-15-intel'),
  'ubuntu-20.04': going('linux', 'retired', 'ubuntu-24.04'),
  'ubuntu-18.04': going('linux', 'retired', 'ubuntu-24.04'),
  'ubuntu-16.04': going('linux', 'retired', 'ubuntu-24.04'),
  'windows-2019': going('windows', 'retired', 'windows-2022'),
  'windows-2016': going('windows', 'retired', 'windows-2022'),
};

/** The labels that a self-hosted runner has by itself. */
export const selfHostedLabels: readonly string[] = ['self-hosted', 'linux', 'windows', 'macos', 'x64', 'arm', 'arm64'];

/** What is known about one of GitHub's labels, whatever its case. */
export const labelFacts = (label: string): RunnerLabel | undefined =>
  Object.hasOwn(runnerLabels, label.toLowerCase()) ? runnerLabels[label.toLowerCase()] : undefined;

/** The labels that a job may run on: one list for each runner that a matrix chooses; undefined where that is not known. */
export const labelsOf = (job: Job): readonly (readonly string[])[] | undefined =>
  labelSites(job)?.map((sites) => sites.map(({ label }) => label));

/** Whether the labels are those of a machine of one's own. */
export const isSelfHosted = (labels: readonly string[]): boolean =>
  labels.some((label) => sameName(label, 'self-hosted'));

/** The system that a label stands for, of GitHub's labels and of those that a runner of one's own has by itself. */
export function systemOf(label: string): RunnerLabel['os'] | undefined {
  const name = label.toLowerCase();
  if (name === 'linux' || name === 'windows' || name === 'macos') return name;
  return labelFacts(label)?.os;
}

/** The system that a runner with these labels has; undefined when they do not tell. */
export const systemOfRunner = (labels: readonly string[]): RunnerLabel['os'] | undefined =>
  labels.map(systemOf).find((system) => system !== undefined);

/** Whether every label is one of GitHub's own machines. */
export const isHosted = (labels: readonly string[]): boolean =>
  labels.length > 0 && !isSelfHosted(labels) && labels.every((label) => labelFacts(label) !== undefined);

/** How long a job may take on a runner with these labels, in minutes; undefined when no label is known. */
export function limitOf(labels: readonly string[]): number | undefined {
  if (isSelfHosted(labels)) return selfHostedLimit;
  const limits = labels.flatMap((label) => labelFacts(label)?.limit ?? []);
  return limits.length === 0 ? undefined : Math.min(...limits);
}
