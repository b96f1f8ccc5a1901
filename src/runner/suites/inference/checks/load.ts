/** The model loads, says what it can do, answers, and is gone when it is disposed of. */
import { EngineError } from '../../../engines/engine.ts';
import { faultsOf } from '../answer-faults.ts';
import { type Check, judge } from '../check.ts';
import { ask, prompts } from '../prompts.ts';

export const load: Check = {
  id: 'load',
  title: 'the model loads, answers, and is gone when it is disposed of',
  why: 'everything else needs a model that loads, and a service that reloads needs one that goes',
  tags: ['contract', 'integration'],
  run: async ({ engine, load: loadAgain, signal }) => {
    const started = performance.now();
    const model = await loadAgain();
    const loadMs = performance.now() - started;
    const answer = await model.chat(ask(prompts.hello.prompt), { signal, maxTokens: 32 });
    await model.dispose();
    await model.dispose();
    const afterwards = await model.chat(ask(prompts.hello.prompt), { signal, maxTokens: 1 }).then(
      () => 'answers although it was disposed of',
      (error: unknown) => (error instanceof EngineError ? undefined : `fails with ${error}, which is no EngineError`),
    );
    const { name, build } = await engine.describe();
    const { contextSize } = model.abilities;
    const faults = [
      ...faultsOf(prompts.hello.prompt, answer),
      ...(afterwards === undefined ? [] : [`the model ${afterwards}`]),
      ...(contextSize === undefined || contextSize > 0 ? [] : [`its context has ${contextSize} tokens`]),
      ...(name === '' || build === '' ? ['the engine does not say what it is'] : []),
    ];
    return judge(faults, `loaded once more by ${name}, ${build}`, {
      shown: answer,
      measurements: [
        { id: 'reload-time', label: 'load time, once more', unit: 'ms', value: loadMs, n: 1, better: 'smaller' },
      ],
    });
  },
};
