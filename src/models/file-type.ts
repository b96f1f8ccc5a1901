/**
 * The quantization that a GGUF file names as a number in `general.file_type`.
 *
 * Source: https://github.com/ggml-org/llama.cpp/blob/master/include/llama.h (llama_ftype)
 */

const names: Readonly<Record<number, string>> = {
  0: 'F32',
  1: 'F16',
  2: 'Q4_0',
  3: 'Q4_1',
  7: 'Q8_0',
  8: 'Q5_0',
  9: 'Q5_1',
  10: 'Q2_K',
  11: 'Q3_K_S',
  12: 'Q3_K_M',
  13: 'Q3_K_L',
  14: 'Q4_K_S',
  15: 'Q4_K_M',
  16: 'Q5_K_S',
  17: 'Q5_K_M',
  18: 'Q6_K',
  25: 'IQ4_NL',
  30: 'IQ4_XS',
  32: 'BF16',
  36: 'TQ1_0',
  37: 'TQ2_0',
};

/** undefined for a number that is not known here. */
export const fileTypeName = (type: number): string | undefined => names[type];
