/**
 * The types of tensors: how many values a block has, and how many bytes it takes.
 *
 * Source: https://github.com/ggml-org/ggml/blob/master/include/ggml.h (ggml_type), src/ggml-common.h (block sizes)
 */

export interface TensorType {
  readonly id: number;
  readonly blockValues: number;
  readonly blockBytes: number;
}

const type = (id: number, blockValues: number, blockBytes: number): TensorType => ({ id, blockValues, blockBytes });

export const tensorTypes = {
  F32: type(0, 1, 4),
  F16: type(1, 1, 2),
  Q4_0: type(2, 32, 18),
  Q4_1: type(3, 32, 20),
  Q5_0: type(6, 32, 22),
  Q5_1: type(7, 32, 24),
  Q8_0: type(8, 32, 34),
  Q8_1: type(9, 32, 36),
  Q2_K: type(10, 256, 84),
  Q3_K: type(11, 256, 110),
  Q4_K: type(12, 256, 144),
  Q5_K: type(13, 256, 176),
  Q6_K: type(14, 256, 210),
  Q8_K: type(15, 256, 292),
  IQ2_XXS: type(16, 256, 66),
  IQ2_XS: type(17, 256, 74),
  IQ3_XXS: type(18, 256, 98),
  IQ1_S: type(19, 256, 50),
  IQ4_NL: type(20, 32, 18),
  IQ3_S: type(21, 256, 110),
  IQ2_S: type(22, 256, 82),
  IQ4_XS: type(23, 256, 136),
  I8: type(24, 1, 1),
  I16: type(25, 1, 2),
  I32: type(26, 1, 4),
  I64: type(27, 1, 8),
  F64: type(28, 1, 8),
  IQ1_M: type(29, 256, 56),
  BF16: type(30, 1, 2),
  TQ1_0: type(34, 256, 54),
  TQ2_0: type(35, 256, 66),
  MXFP4: type(39, 32, 17),
} as const satisfies Record<string, TensorType>;

export type TensorTypeName = keyof typeof tensorTypes;

const names = new Map(Object.entries(tensorTypes).map(([name, { id }]) => [id, name as TensorTypeName]));

/** The name of a type, or undefined for a number that upstream llama.cpp does not know. */
export function tensorTypeName(id: number): TensorTypeName | undefined {
  return names.get(id);
}

/** How many bytes so many values take; the count is a multiple of the block. */
export function tensorBytes(name: TensorTypeName, values: number): number {
  const { blockValues, blockBytes } = tensorTypes[name];
  return (values / blockValues) * blockBytes;
}
