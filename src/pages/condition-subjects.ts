/** What the values that conditions read are called. */
import { code, escapeText } from '../markup/markdown.ts';

/** The parts of an access: `['needs', 'plan', 'outputs', 'lane']`. */
export type Path = readonly string[];

export const routeOf = (path: Path): string => path.join('.').toLowerCase();

const githubSubjects: Readonly<Record<string, string>> = {
  'github.ref': 'the ref',
  'github.ref_name': 'the branch or tag',
  'github.head_ref': "the pull request's branch",
  'github.base_ref': "the pull request's target",
  'github.actor': 'the actor',
  'github.event_name': 'the event',
  'github.event.action': 'the activity',
  'github.event.head_commit.message': 'the commit message',
  'github.event.pull_request.title': "the pull request's title",
  'github.event.pull_request.body': "the pull request's text",
  'github.event.issue.title': "the issue's title",
  'github.event.comment.body': 'the comment',
};

const named: Readonly<Record<string, string>> = {
  inputs: 'input',
  vars: 'variable',
  env: 'environment variable',
  secrets: 'secret',
  matrix: 'matrix value',
};

/** What a value is called; its route as code where it has no name. */
export function subjectOf(path: Path): string {
  const [context = '', first = '', key, last] = path;
  const word = named[context.toLowerCase()];
  if (word !== undefined && path.length === 2) return `${word} ${escapeText(first)}`;
  if (path.length === 4 && last !== undefined && key?.toLowerCase() === 'outputs') {
    return `output ${escapeText(last)} of ${context.toLowerCase() === 'steps' ? 'step ' : ''}${escapeText(first)}`;
  }
  if (path.length === 3 && routeOf(path).startsWith('needs.') && key === 'result')
    return `the result of ${escapeText(first)}`;
  if (path.length === 4 && routeOf(path).startsWith('github.event.inputs.')) return `input ${escapeText(last ?? '')}`;
  return githubSubjects[routeOf(path)] ?? code(path.join('.'));
}
