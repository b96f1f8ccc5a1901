/** The names of the variables that carry values. */
import { describe, expect, it } from 'vitest';
import { fromNode } from '../expr.ts';
import type { ExpressionNode } from '../node.ts';
import { EnvironmentNames, proposeName } from './environment-names.ts';

const route = (root: ExpressionNode, ...names: string[]): ExpressionNode =>
  names.reduce<ExpressionNode>((of, name) => ({ kind: 'property', of, name }), root);
const path = (text: string): ExpressionNode => {
  const [name = '', ...rest] = text.split('.');
  return route({ kind: 'context', name }, ...rest);
};

describe('proposeName', () => {
  it.each([
    ['matrix.model.id', 'MATRIX_MODEL_ID'],
    ['inputs.model_size', 'INPUTS_MODEL_SIZE'],
    ['inputs.modelSize', 'INPUTS_MODEL_SIZE'],
    ['inputs.model-size', 'INPUTS_MODEL_SIZE'],
    ['inputs.parseHTMLPage2', 'INPUTS_PARSE_HTML_PAGE2'],
    ['secrets.HF_TOKEN', 'SECRET_HF_TOKEN'],
    ['vars.X', 'VARS_X'],
    ['env.X', 'ENV_X'],
    ['github.event.issue.title', 'EVENT_ISSUE_TITLE'],
    ['github.head_ref', 'GH_HEAD_REF'],
    ['runner.os', 'RUN_ON_OS'],
  ])('%s: %s', (text, name) => expect(proposeName(path(text))).toBe(name));

  it('names outputs and results, not ids', () => {
    expect(proposeName(route({ kind: 'step', target: {} }, 'outputs', 'laneB'))).toBe('OUTPUT_LANE_B');
    expect(proposeName(route({ kind: 'job', target: {} }, 'outputs', 'lane'))).toBe('NEEDS_LANE');
    expect(proposeName(route({ kind: 'job', target: {} }, 'result'))).toBe('NEEDS_RESULT');
  });

  it('names an element by a fixed index, and anything else VALUE', () => {
    const labels = path('github.event.issue.labels');
    expect(proposeName({ kind: 'index', of: labels, index: { kind: 'literal', value: 0 } })).toBe(
      'EVENT_ISSUE_LABELS_0',
    );
    expect(proposeName({ kind: 'index', of: labels, index: path('matrix.i') })).toBe('VALUE');
    expect(proposeName({ kind: 'call', name: 'toJSON', args: [labels] })).toBe('VALUE');
    expect(proposeName({ kind: 'operator', operator: '!', args: [labels] })).toBe('VALUE');
  });
});

describe('EnvironmentNames', () => {
  it('uses no name twice, none of the script, and none with a meaning of its own', () => {
    const names = new EnvironmentNames('MATRIX_ID=1; echo "$MATRIX_ID_2" $VALUES');
    expect(names.nameOf(path('matrix.id'))).toBe('MATRIX_ID_3');
    expect(names.nameOf(path('matrix.ID'))).toBe('MATRIX_ID_4');
    expect(names.nameOf({ kind: 'literal', value: 'a b' })).toBe('VALUE');
    expect(names.nameOf({ kind: 'context', name: 'env' })).toBe('ENV_2');
    expect(names.nameOf(path('github.token'))).toBe('GH_TOKEN_2');
    expect(Object.keys(names.env)).toEqual(['MATRIX_ID_3', 'MATRIX_ID_4', 'VALUE', 'ENV_2', 'GH_TOKEN_2']);
  });

  it('tells steps apart by identity', () => {
    const [one, other] = [{}, {}];
    const names = new EnvironmentNames('');
    const output = (target: object) => fromNode(route({ kind: 'step', target }, 'outputs', 'tag'));
    const nodeOf = (value: object) => value[Symbol.for('pipewright.expression') as never] as ExpressionNode;
    expect([one, one, other].map((target) => names.nameOf(nodeOf(output(target))))).toEqual([
      'OUTPUT_TAG',
      'OUTPUT_TAG',
      'OUTPUT_TAG_2',
    ]);
  });
});
