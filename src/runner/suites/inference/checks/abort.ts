/** An answer that nobody wants any more ends soon, and the model goes on with the next. */
import { formatAmount } from '../../../measure/index.ts';
import { faultsOf } from '../answer-faults.ts';
import { type Check, judge, notMeasured } from '../check.ts';
import { ask, prompts } from '../prompts.ts';

/** Milliseconds within which an abort must work. */
const bound = 2000;
/** When an answer that does not come in pieces is aborted. */
const delayMs = 100;

export const abort: Check = {
  id: 'abort',
  title: 'an aborted answer ends soon, and the next one comes',
  why: 'an answer that goes on after its reader has left takes the machine from the others',
  tags: ['contract'],
  needs: ['abort'],
  run: async ({ ask: askModel, model, signal }) => {
    const controller = new AbortController();
    let abortedAt = Number.NaN;
    const stop = (): void => {
      if (controller.signal.aborted) return;
      abortedAt = performance.now();
      controller.abort();
    };
    const timer = model.abilities.streaming ? undefined : setTimeout(stop, delayMs);
    const options = { maxTokens: 512, temperature: 0, signal: AbortSignal.any([signal, controller.signal]) };
    const aborted = await model.chat(ask(prompts.count.prompt), { ...options, onText: stop });
    const tookMs = performance.now() - abortedAt;
    clearTimeout(timer);
    if (aborted.finish !== 'aborted') return notMeasured('the answer was complete before it could be aborted');
    const next = await askModel(ask(prompts.hello.prompt), { maxTokens: 32 });
    const faults = faultsOf(prompts.hello.prompt, next);
    if (tookMs > bound) faults.push(`the abort took ${formatAmount(tookMs, 'ms')}, at most ${bound} ms are allowed`);
    return judge(faults, `ended ${formatAmount(tookMs, 'ms')} after the abort, and answered the next question`, {
      shown: aborted,
      measurements: [
        { id: 'abort-time', label: 'time of an abort', unit: 'ms', value: tookMs, n: 1, better: 'smaller' },
      ],
    });
  },
};
