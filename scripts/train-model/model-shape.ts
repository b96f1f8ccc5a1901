/** How large a model is, and which matrices it has. */

export interface ModelShape {
  readonly vocabulary: number;
  /** The width of the residual stream. */
  readonly width: number;
  readonly layers: number;
  readonly heads: number;
  readonly feedForward: number;
  readonly ropeBase: number;
  readonly epsilon: number;
  /** The longest text that the model is made for, tokens. */
  readonly context: number;
}

export type ParameterKind = 'embedding' | 'norm' | 'linear';

export interface ParameterShape {
  /** As llama.cpp names it. */
  readonly name: string;
  readonly kind: ParameterKind;
  readonly rows: number;
  readonly columns: number;
  /** Writes into the residual stream: begins smaller the more layers there are. */
  readonly residual?: boolean;
}

/** The matrices of one layer, without its number: queries, keys, values, and so on. */
export const layerParameters = [
  'attn_norm',
  'attn_q',
  'attn_k',
  'attn_v',
  'attn_output',
  'ffn_norm',
  'ffn_gate',
  'ffn_up',
  'ffn_down',
] as const;
export type LayerParameter = (typeof layerParameters)[number];

export const layerParameterName = (layer: number, parameter: LayerParameter): string =>
  `blk.${layer}.${parameter}.weight`;

/** All matrices, in the order of the file; the embedding is the output matrix too. */
export function listParameters(shape: ModelShape): ParameterShape[] {
  const { vocabulary, width } = shape;
  return [
    { name: 'token_embd.weight', kind: 'embedding', rows: vocabulary, columns: width },
    ...Array.from({ length: shape.layers }, (_, layer) => listLayer(shape, layer)).flat(),
    { name: 'output_norm.weight', kind: 'norm', rows: 1, columns: width },
  ];
}

function listLayer({ width, feedForward }: ModelShape, layer: number): ParameterShape[] {
  const norm = (parameter: LayerParameter): ParameterShape => ({
    name: layerParameterName(layer, parameter),
    kind: 'norm',
    rows: 1,
    columns: width,
  });
  const linear = (parameter: LayerParameter, rows: number, columns: number, residual = false): ParameterShape => ({
    name: layerParameterName(layer, parameter),
    kind: 'linear',
    rows,
    columns,
    residual,
  });
  return [
    norm('attn_norm'),
    linear('attn_q', width, width),
    linear('attn_k', width, width),
    linear('attn_v', width, width),
    linear('attn_output', width, width, true),
    norm('ffn_norm'),
    linear('ffn_gate', feedForward, width),
    linear('ffn_up', feedForward, width),
    linear('ffn_down', width, feedForward, true),
  ];
}
