/** How to start a workflow by hand or from outside: its inputs, and commands to copy. */
import { posix } from 'node:path';
import { block, section } from '../markup/markdown.ts';
import { expressionSites, type InputDefinition, type Trigger } from '../model/index.ts';
import { accessesIn } from './accesses.ts';
import { inputTable } from './inputs.ts';
import type { Section, Subject } from './page.ts';
import { shellWord } from './shell-word.ts';

type Input = readonly [string, InputDefinition];

export const startedByHand: Section = ({ workflow, path }) => {
  const trigger = find(workflow.on, 'workflow_dispatch');
  if (!trigger) return '';
  const inputs = Object.entries(trigger.inputs ?? {});
  return section('### Start it by hand', inputTable(inputs), block('sh', runCommands(posix.basename(path), inputs)));
};

const find = (on: readonly Trigger[], event: string): Trigger | undefined => on.find((each) => each.event === event);

/** The plain call, and one for each input that has another value to offer. */
function runCommands(file: string, inputs: readonly Input[]): string {
  const needed = inputs.filter(([, { required, default: preset }]) => required === true && preset === undefined);
  const offered = inputs.filter((input) => !needed.includes(input) && input[1].deprecationMessage === undefined);
  const call = (given: readonly Input[]): string =>
    [
      'gh workflow run',
      shellWord(file),
      ...given.map(([name, input]) => `-f ${shellWord(`${name}=${sample(name, input)}`)}`),
    ].join(' ');
  return [call(needed), ...offered.map((input) => call([...needed, input]))].join('\n');
}

/** A value to try: one that is not the default, where the possible values are known. */
function sample(name: string, { type, default: preset, options = [] }: InputDefinition): string {
  if (type === 'boolean') return String(preset !== true);
  if (type === 'choice') return options.find((option) => option !== preset) ?? options[0] ?? '';
  const plain = preset !== undefined && preset !== '' && !String(preset).includes('${{');
  return plain ? String(preset) : type === 'number' ? '1' : `<${name}>`;
}

export const calledFromOutside: Section = (subject) => {
  const trigger = find(subject.workflow.on, 'repository_dispatch');
  if (!trigger) return '';
  const given = payloadKeys(subject).map((key) => `-f ${shellWord(`client_payload[${key}]=<${key}>`)}`);
  const types = trigger.types ?? ['<type>'];
  const lines = types.map((type) =>
    ['gh api repos/{owner}/{repo}/dispatches', `-f ${shellWord(`event_type=${type}`)}`, ...given].join(' '),
  );
  return section('### Start it from outside', block('sh', lines.join('\n')));
};

const payload = 'github.event.client_payload';

/** The keys of the payload that the workflow reads. */
function payloadKeys({ workflow, text }: Subject): string[] {
  if (!text.includes('client_payload')) return [];
  const sites = [...expressionSites(workflow)].filter((site) => site.text.includes('client_payload'));
  const below = sites.flatMap(accessesIn).filter((path) => path.slice(0, 3).join('.') === payload);
  const keys = below.flatMap(([, , , key]) => (key === undefined || key === '*' ? [] : [key]));
  return [...new Set(keys)];
}
