/** The weights of a model while it is trained. */
import { type Matrix, transpose, type Workspace } from './matmul/workspace.ts';
import { listParameters, type ModelShape, type ParameterShape } from './model-shape.ts';
import type { Random } from './random.ts';
import { roundToTernary } from './ternary.ts';

export interface Parameter {
  readonly shape: ParameterShape;
  /** What the optimizer changes. */
  readonly values: Matrix;
  /** What the model computes with: the values, or the ternary weights made of them. */
  readonly effective: Matrix;
  /** The effective weights with rows and columns exchanged. */
  readonly transposed: Matrix;
  readonly gradient: Matrix;
}

export type Parameters = ReadonlyMap<string, Parameter>;

/** Makes the weights of a model; norms begin at 1, the others at random. */
export function createParameters(
  workspace: Workspace,
  shape: ModelShape,
  random: Random,
  { ternary }: { readonly ternary: boolean },
): Parameters {
  const parameters = listParameters(shape).map((each) => {
    const parameter = createParameter(workspace, each, ternary && each.kind === 'linear');
    const deviation = startDeviation(each, shape.layers);
    parameter.values.data.forEach((_, index, data) => {
      data[index] = each.kind === 'norm' ? 1 : deviation * random.normal();
    });
    return [each.name, parameter] as const;
  });
  return new Map(parameters);
}

function createParameter(workspace: Workspace, shape: ParameterShape, ternary: boolean): Parameter {
  const { rows, columns } = shape;
  const values = workspace.matrix(rows, columns);
  return {
    shape,
    values,
    effective: ternary ? workspace.matrix(rows, columns) : values,
    transposed: workspace.matrix(columns, rows),
    gradient: workspace.matrix(rows, columns),
  };
}

/** What keeps the scale of the activations from layer to layer. */
function startDeviation({ kind, columns, residual }: ParameterShape, layers: number): number {
  if (kind === 'embedding') return 1 / Math.sqrt(columns);
  return residual ? 1 / Math.sqrt(2 * layers * columns) : 1 / Math.sqrt(columns);
}

/** Brings what is derived from the values up to date; after every change of theirs. */
export function refreshParameters(parameters: Parameters): void {
  for (const { shape, values, effective, transposed } of parameters.values()) {
    if (effective !== values) roundToTernary(values.data, effective.data);
    if (shape.kind !== 'norm') transpose(effective, transposed);
  }
}

export function clearGradients(parameters: Parameters): void {
  for (const { gradient } of parameters.values()) gradient.data.fill(0);
}

/** The parameter of that name; a missing one is a mistake in the program. */
export function parameterNamed(parameters: Parameters, name: string): Parameter {
  const parameter = parameters.get(name);
  if (parameter === undefined) throw new RangeError(`there is no parameter ${name}`);
  return parameter;
}
