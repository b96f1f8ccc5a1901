/** A prompt that does not fit is told, and not silently cut. */
import { EngineError } from '../../../engines/engine.ts';
import { faultsOf } from '../answer-faults.ts';
import { type Check, judge, notMeasured } from '../check.ts';
import { ask, longText, prompts } from '../prompts.ts';

const smallContext = 256;

export const contextOverflow: Check = {
  id: 'context-overflow',
  title: 'a prompt that does not fit is told, and the next one is answered',
  why: 'a model that forgets the beginning of a prompt answers a question that nobody asked',
  tags: ['contract'],
  run: async ({ load, signal }) => {
    const model = await load({ contextSize: smallContext });
    const { contextSize } = model.abilities;
    if (contextSize === undefined) return notMeasured('the engine does not tell how large its context is');
    const told = await model.chat(ask(longText(contextSize)), { signal, maxTokens: 8 }).then(
      ({ promptTokens }) => `was answered, with ${promptTokens ?? 'an unknown number of'} tokens of prompt`,
      (error: unknown) => (isOverflow(error) ? undefined : `fails with another error: ${error}`),
    );
    const next = await model.chat(ask(prompts.hello.prompt), { signal, maxTokens: 32 });
    const faults = faultsOf(prompts.hello.prompt, next);
    if (told !== undefined) faults.unshift(`a prompt of more than ${contextSize} tokens ${told}`);
    return judge(faults, `a prompt of more than ${contextSize} tokens is refused`, { shown: next });
  },
};

const isOverflow = (error: unknown): boolean => error instanceof EngineError && error.code === 'context-overflow';
