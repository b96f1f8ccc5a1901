/** Says what the `runner` context holds, by the labels of GitHub's own runners. */
import { oneOf } from './evaluate.ts';
import type { Known } from './knowledge.ts';

const systems: readonly (readonly [RegExp, string])[] = [
  [/^ubuntu-/i, 'Linux'],
  [/^windows-/i, 'Windows'],
  [/^macos-/i, 'macOS'],
  [/^linux$/i, 'Linux'],
  [/^windows$/i, 'Windows'],
  [/^macos$/i, 'macOS'],
];

/** `runner.os`, `runner.arch` and `runner.environment`, where the labels tell. */
export function runnerFacts(labels: readonly string[]): Known {
  const system = labels.flatMap((label) => systems.find(([pattern]) => pattern.test(label))?.[1] ?? [])[0];
  const isOwn = labels.some((label) => label.toLowerCase() === 'self-hosted');
  const hosted = labels.length === 1 && /^(?:ubuntu|windows|macos)-[\w.-]+$/i.test(labels[0] ?? '');
  return {
    ...(system ? { 'runner.os': oneOf(system) } : {}),
    ...(hosted ? { 'runner.arch': oneOf(archOf(labels[0] ?? '')), 'runner.environment': oneOf('github-hosted') } : {}),
    ...(isOwn ? { 'runner.environment': oneOf('self-hosted') } : {}),
  };
}

/** Source: https://docs.github.com/actions/reference/runners/github-hosted-runners */
function archOf(label: string): string {
  const name = label.toLowerCase();
  if (name.startsWith('macos-')) return /intel|-large$|-13$/.test(name) ? 'X64' : 'ARM64';
  return /-arm\b/.test(name) ? 'ARM64' : 'X64';
}
