/** How other workflows call this one: what it takes and gives, and an example. */

import { block, code, prose, section, table } from '../markup/markdown.ts';
import type { OutputDefinition, SecretDefinition, Trigger } from '../model/index.ts';
import { stringifyYaml, type YamlMap, type YamlNode } from '../yaml-document/index.ts';
import { inputTable } from './inputs.ts';
import { link } from './links.ts';
import { plainName } from './names.ts';
import type { Paged, Section } from './page.ts';

export const calledByWorkflows: Section = (subject) => {
  const trigger = subject.workflow.on.find(({ event }) => event === 'workflow_call');
  if (!trigger) return '';
  const { inputs = {}, secrets = {}, outputs = {} } = trigger;
  const users = subject.repository.users.get(subject.path) ?? [];
  return section(
    '### Call it from another workflow',
    usedBy('Called', users, subject.page),
    inputTable(Object.entries(inputs)),
    secretTable(Object.entries(secrets)),
    outputTable(outputs),
    block('yaml', stringifyYaml(exampleOf(subject.path, trigger))),
  );
};

/** Who uses a workflow or an action, with links to their pages. */
export function usedBy(verb: string, users: readonly Paged[], page: string): string {
  const links = users.map((user) => link(titleOf(user), page, user.page));
  return links.length === 0 ? '' : `${verb} by ${links.join(', ')}.`;
}

const titleOf = ({ document, path }: Paged): string => plainName(document.name ?? path);

const secretTable = (secrets: readonly (readonly [string, SecretDefinition])[]): string =>
  secrets.length === 0
    ? ''
    : table(
        ['Secret', 'Required', 'What it is'],
        secrets.map(([name, { required, description = '' }]) => [
          code(name),
          required === true ? 'yes' : '',
          prose(description),
        ]),
      );

/** What a workflow or an action gives back. */
export function outputTable(outputs: Readonly<Record<string, OutputDefinition>>): string {
  const rows = Object.entries(outputs).map(([name, { description = '' }]) => [code(name), prose(description)]);
  return rows.length === 0 ? '' : table(['Output', 'What it is'], rows);
}

/** A job that calls the workflow with all that it must have. */
function exampleOf(path: string, { inputs = {}, secrets = {} }: Trigger): YamlMap {
  const needed = Object.entries(inputs).filter(([, { required, default: preset }]) => required && preset === undefined);
  const given = Object.entries(secrets).filter(([, { required }]) => required);
  const id = path.replace(/^.*\/|\.ya?ml$/g, '').replace(/[^\w-]/g, '-');
  const job = map({
    uses: `./${path}`,
    with:
      needed.length === 0
        ? undefined
        : map(Object.fromEntries(needed.map(([name, { type }]) => [name, sampleOf(name, type)]))),
    secrets:
      given.length === 0
        ? undefined
        : map(Object.fromEntries(given.map(([name]) => [name, `\${{ secrets.${name} }}`]))),
  });
  return map({ jobs: map({ [id]: job }) });
}

function sampleOf(name: string, type: string | undefined): YamlNode {
  if (type === 'boolean') return true;
  return type === 'number' ? 1 : `<${name}>`;
}

const map = (entries: Readonly<Record<string, YamlNode | undefined>>): YamlMap => ({
  kind: 'map',
  entries: Object.entries(entries).flatMap(([key, value]) => (value === undefined ? [] : [{ key, value }])),
});
