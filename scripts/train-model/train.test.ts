import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { packBatch } from './batch.ts';
import { toExample } from './chat-format.ts';
import { learningRate } from './schedule.ts';
import { shortTraining } from './short-training.ts';

const [first, second] = [shortTraining(), shortTraining()];

describe('training', () => {
  it('learns what it is taught', () => {
    const { model, tokenizer, chats } = first;
    for (const chat of chats) {
      const batch = packBatch([toExample(chat, tokenizer)]);
      const { data, columns } = model.network.predict(batch);
      const best = Array.from(batch.targets, (_, row) => {
        const scores = data.subarray(row * columns, (row + 1) * columns);
        return scores.indexOf(Math.max(...scores));
      });
      expect(tokenizer.decode(best)).toBe(chat.map(({ answer }) => answer).join(''));
    }
  });

  it('gives the same bits twice in a process', () => {
    expect(second.sha256).toBe(first.sha256);
  });

  it('gives the same bits in another process', () => {
    const script = fileURLToPath(new URL('short-training.ts', import.meta.url));
    const output = execFileSync(process.execPath, ['--import', 'tsx', script, '--print'], { encoding: 'utf8' });
    expect(output.trim()).toBe(first.sha256);
  }, 60_000);

  it('gives other bits from another seed', () => {
    expect(shortTraining({ seed: 2, steps: 1 }).sha256).not.toBe(shortTraining({ seed: 1, steps: 1 }).sha256);
  });

  it('has ternary weights where they are asked for, and learns all the same', () => {
    const { model, losses } = shortTraining({ ternary: true });
    const { effective } = model.parameters.get('blk.0.ffn_up.weight') ?? { effective: { data: [] } };
    const magnitudes = new Set(Array.from(effective.data, Math.abs));
    expect(magnitudes.size).toBe(2);
    expect(magnitudes.has(0)).toBe(true);
    expect(losses.at(-1)).toBeLessThan((losses[0] ?? 0) / 10);
  });
});

describe('the learning rate', () => {
  it('rises in a line and falls along half a cosine', () => {
    const schedule = { steps: 110, warmUp: 10, peak: 2 };
    const rates = [0, 4, 9, 10, 60, 109].map((step) => learningRate(schedule, step));
    expect(rates.map((rate) => Number(rate.toFixed(3)))).toEqual([0.2, 1, 2, 2, 1, 0]);
  });
});
