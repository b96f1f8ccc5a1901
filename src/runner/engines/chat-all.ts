/** Answers many chats with a limited number at once, each within its time. */
import { deadline, timedOut } from './deadline.ts';
import { type BatchOptions, EngineError, type Generation, type LoadedModel, type Message } from './engine.ts';

/** How one chat is answered. */
export type Chat = LoadedModel['chat'];

/** @param concurrency how many at once, at most */
export async function chatAll(
  chat: Chat,
  chats: readonly (readonly Message[])[],
  { onDone, timeoutMs, concurrency: _, ...options }: BatchOptions,
  concurrency: number,
): Promise<readonly (Generation | Error)[]> {
  const results: (Generation | Error)[] = [];
  let next = 0;
  const work = async (): Promise<void> => {
    for (let index = next++; index < chats.length; index = next++) {
      const result = await settle(chat, chats[index] ?? [], options, timeoutMs);
      results[index] = result;
      onDone?.(index, result);
    }
  };
  const workers = Math.max(1, Math.min(concurrency, chats.length));
  await Promise.all(Array.from({ length: workers }, work));
  return results;
}

async function settle(
  chat: Chat,
  messages: readonly Message[],
  options: Omit<BatchOptions, 'onDone' | 'timeoutMs' | 'concurrency'>,
  timeoutMs: number | undefined,
): Promise<Generation | Error> {
  if (options.signal?.aborted) return notBegun;
  const limit = deadline(timeoutMs, options.signal);
  try {
    const generation = await chat(messages, { ...options, signal: limit.signal });
    return generation.finish === 'aborted' && limit.timedOut() ? timedOut(timeoutMs ?? 0) : generation;
  } catch (error) {
    return error instanceof Error ? error : new EngineError('failed', String(error), { cause: error });
  } finally {
    limit.end();
  }
}

const notBegun: Generation = {
  text: '',
  finish: 'aborted',
  latencyMs: 0,
  ttftMs: undefined,
  promptTokens: undefined,
  completionTokens: undefined,
};
