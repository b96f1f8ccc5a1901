/** Looks for room in memory before a context is made: the system ends a process that takes too much. */
import type { Llama, LlamaModel } from 'node-llama-cpp';
import { formatAmount } from '../../measure/format.ts';
import { EngineError } from '../engine.ts';

export interface Wanted {
  readonly llama: Llama;
  readonly model: LlamaModel;
  /** Tokens of each sequence. */
  readonly contextSize: number;
}

/**
 * The library looks for room too, but by trying, which is too late for some sizes.
 *
 * @throws EngineError with code `out-of-memory`
 */
export function ensureRoom(wanted: Wanted, sequences: number): void {
  const available = process.availableMemory();
  const bytes = bytesOf(wanted, sequences);
  if (bytes <= available) return;
  const needed = `a context of ${wanted.contextSize} tokens needs ${formatAmount(bytes, 'bytes')}`;
  throw new EngineError('out-of-memory', `${needed}, and ${formatAmount(available, 'bytes')} are free`, {
    hint: 'use a smaller context or a smaller model',
  });
}

/** How many sequences there is room for: as many as wanted, or half of them, and so on, at least one. */
export function fittingSequences(wanted: Wanted, count: number): number {
  // Half of what is free: computing takes some as well.
  if (count <= 1 || bytesOf(wanted, count) <= process.availableMemory() / 2) return count;
  return fittingSequences(wanted, Math.floor(count / 2));
}

/** What the tokens take in main memory; with a graphics processor the library knows better. */
function bytesOf({ llama, model, contextSize }: Wanted, sequences: number): number {
  if (llama.gpu !== false) return 0;
  return model.fileInsights.estimateContextResourceRequirements({
    contextSize,
    sequences,
    modelGpuLayers: 0,
    includeGraphOverhead: false,
  }).cpuRam;
}
