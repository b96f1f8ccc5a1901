/** What a check gets: the model, questions with a time limit, and further models that are freed after it. */
import { type Deadline, deadline } from '../../engines/deadline.ts';
import type { Engine, GenerateOptions, LoadedModel } from '../../engines/engine.ts';
import type { AnswerSample } from '../../measure/index.ts';
import type { CheckContext, CheckSettings } from './check.ts';

/** What the checks share, and where their answers are counted. */
export interface CheckBench {
  readonly engine: Engine;
  readonly model: LoadedModel;
  readonly file: string;
  readonly settings: CheckSettings;
  readonly signal: AbortSignal | undefined;
  readonly samples: AnswerSample[];
  readonly warmMs: number[];
}

/** @param loaded gets the models that the check loads */
export function contextOf(bench: CheckBench, limit: Deadline, loaded: LoadedModel[]): CheckContext {
  const { engine, model, file, settings, samples, warmMs } = bench;
  return {
    engine,
    model,
    file,
    settings,
    signal: limit.signal,
    ask: async (messages, options = {}) => {
      const answer = await answerInTime(model, messages, options, settings.timeoutMs, limit.signal);
      samples.push(answer);
      return answer;
    },
    load: async ({ file: other, ...options } = {}) => {
      const { contextSize } = settings;
      const another = await engine.load(other ?? file, { contextSize, signal: limit.signal, ...options });
      loaded.push(another);
      return another;
    },
    recordWarm: (latencyMs) => warmMs.push(latencyMs),
  };
}

/** @throws EngineError with code `timed-out` */
async function answerInTime(
  model: LoadedModel,
  messages: Parameters<LoadedModel['chat']>[0],
  options: GenerateOptions,
  timeoutMs: number,
  signal: AbortSignal,
): ReturnType<LoadedModel['chat']> {
  const limit = deadline(timeoutMs, signal);
  try {
    const answer = await model.chat(messages, { ...options, signal: limit.signal });
    if (answer.finish === 'aborted') throw limit.signal.reason;
    return answer;
  } finally {
    limit.end();
  }
}
