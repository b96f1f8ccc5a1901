/** Translates what node-llama-cpp throws into the errors that all engines share. */
import { EngineError, type EngineTrouble } from '../engine.ts';
import type { Library } from './library.ts';

/** @param otherwise what it is when the error does not say */
export function toEngineError(library: Library, error: unknown, otherwise: EngineTrouble, doing: string): EngineError {
  if (error instanceof EngineError) return error;
  const message = error instanceof Error ? error.message : String(error);
  if (error instanceof library.InsufficientMemoryError)
    return new EngineError('out-of-memory', `not enough memory ${doing}: ${message}`, {
      cause: error,
      hint: 'use a smaller context or a smaller model',
    });
  if (error instanceof library.DisposedError)
    return new EngineError('failed', 'the model was disposed of', { cause: error });
  return new EngineError(otherwise, `llama.cpp failed ${doing}: ${message}`, { cause: error });
}
