/** Memory comes back when a model is disposed of, however often it is loaded. */
import { stat } from 'node:fs/promises';
import { formatAmount, settledMemory } from '../../../measure/index.ts';
import { type Check, judge } from '../check.ts';
import { ask, prompts } from '../prompts.ts';

const cycles = 8;
/** The first ones fill pools that stay: llama.cpp's, V8's and the allocator's. */
const warmUp = 3;
const smallContext = 512;
/** What may come and go by chance. */
const tolerance = 48e6;

export const memory: Check = {
  id: 'memory',
  title: 'memory comes back when a model is disposed of',
  why: 'a service that reloads models must not grow until it is ended',
  tags: ['integration'],
  needs: ['resident'],
  run: async ({ load, file, signal }) => {
    const used: number[] = [];
    for (let cycle = 0; cycle < cycles && !signal.aborted; cycle += 1) {
      const model = await load({ contextSize: smallContext });
      await model.chat(ask(prompts.hello.prompt), { signal, maxTokens: 8, temperature: 0 });
      await model.dispose();
      used.push(settledMemory());
    }
    const growth = (used.at(-1) ?? 0) - (used[warmUp - 1] ?? 0);
    const { size } = await stat(file);
    const allowed = Math.max(tolerance, size / 2);
    const grown = `${formatAmount(growth, 'bytes')} more after ${cycles} loads than after ${warmUp}`;
    const faults = growth > allowed ? [`${grown}; at most ${formatAmount(allowed, 'bytes')} are explained`] : [];
    return judge(faults, grown, {
      measurements: [
        { id: 'memory-growth', label: grown, unit: 'bytes', value: growth, n: cycles - warmUp, better: 'smaller' },
      ],
    });
  },
};
