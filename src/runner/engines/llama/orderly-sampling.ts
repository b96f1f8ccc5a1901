/**
 * Has the tokens of a batch sampled one after the other.
 *
 * llama.cpp puts the logits of several sequences in order when they are first read (`output_reorder` in
 * llama-context.cpp). The library samples all sequences of a batch at once, on several threads: two of them that put
 * logits in order together mix the answers up. Measured with node-llama-cpp 3.21.1: with four sequences, up to one answer
 * in twenty had a token of another one.
 */
import type { LlamaContext } from 'node-llama-cpp';

type Sample = (...args: readonly unknown[]) => Promise<unknown>;

/** What the library does not show. */
interface NativeContext {
  readonly sampleToken?: Sample;
}

/** @returns whether it could be done; without it, only one sequence at a time gives right answers */
export function sampleInTurn(context: LlamaContext): boolean {
  const native = (context as unknown as { readonly _ctx?: NativeContext })._ctx;
  const sample = native?.sampleToken?.bind(native);
  if (!native || !sample) return false;
  let before: Promise<unknown> = Promise.resolve();
  const inTurn: Sample = (...args) => {
    const sampled = before.then(() => sample(...args));
    // Who asked gets the error; the next one only waits.
    before = sampled.catch(() => undefined);
    return sampled;
  };
  Object.defineProperty(native, 'sampleToken', { value: inTurn });
  return true;
}
