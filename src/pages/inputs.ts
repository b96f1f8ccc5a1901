/** The table of the inputs of a workflow or an action. */

import { code, codes, prose, table } from '../markup/markdown.ts';
import type { InputDefinition } from '../model/index.ts';
import { named } from './names.ts';

/** Empty where there are none. */
export function inputTable(inputs: readonly (readonly [string, InputDefinition])[]): string {
  if (inputs.length === 0) return '';
  const head = ['Input', 'Type', 'Required', 'Default', 'Options', 'What it is'];
  return table(
    head,
    inputs.map(([name, input]) => [code(name), ...cellsOf(input)]),
  );
}

function cellsOf(input: InputDefinition): string[] {
  const { type, required, default: preset, options = [], description = '', deprecationMessage } = input;
  const deprecated = deprecationMessage === undefined ? '' : `Deprecated: ${prose(deprecationMessage)}`;
  return [
    type ?? '',
    required === true ? 'yes' : '',
    preset === undefined ? '' : defaultCell(String(preset)),
    codes(options),
    [prose(description), deprecated].filter(Boolean).join(' '),
  ];
}

function defaultCell(preset: string): string {
  if (preset === '') return 'empty';
  return preset.includes('${{') ? named(preset) : code(preset);
}
