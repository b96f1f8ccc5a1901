/**
 * Checks the numbers of experts, over which llama.cpp ends the process when they don't fit.
 *
 * Source: https://github.com/ggml-org/llama.cpp/blob/master/src/llama-model.cpp (load_hparams, n_expert)
 */
import { type Metadata, metadataNumber } from './header.ts';
import type { Problem } from './problem.ts';

/** LLAMA_MAX_EXPERTS */
const mostExperts = 512;

/** A model without experts has neither number, or 0; one with them uses at least one, and no more than there are. */
export function checkExperts(metadata: Metadata, architecture: string): Problem[] {
  const experts = metadataNumber(metadata, `${architecture}.expert_count`) ?? 0;
  const used = metadataNumber(metadata, `${architecture}.expert_used_count`) ?? 0;
  const fits = experts === 0 ? used === 0 : used > 0 && used <= experts;
  if (fits && experts <= mostExperts) return [];
  const message = `${used} of ${experts} experts are used; there can be ${mostExperts}, and 1 to all of them must be used`;
  return [{ code: 'gguf-bad-value', message, hint: 'convert the model again with a current convert_hf_to_gguf.py' }];
}
