import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { readCases } from '../../../src/runner/cases/read-cases.ts';
import { collectChats, findContradictions } from './collect-chats.ts';
import { toChat } from './fixture-chats.ts';
import { parseCorpus, readCorpus } from './read-corpus.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url));

describe('parseCorpus', () => {
  it('reads answers, chats and paraphrases', () => {
    const text = 'description: d\nanswers:\n  ls: [list files]\nchats:\n  - [[hi, hello]]\nparaphrases:\n  x: [y]\n';
    expect(parseCorpus(text, 'a.yaml')).toEqual({
      corpus: {
        description: 'd',
        answers: { ls: ['list files'] },
        chats: [[['hi', 'hello']]],
        paraphrases: { x: ['y'] },
      },
      findings: [],
    });
  });

  it.each([
    ['description: d\nanswers:\n  ls: []\n', 3, 3, 'must hold at least one request'],
    ['description: d\nanswers:\n  ls: [1]\n', 3, 8, 'expected string'],
    ['description: d\nanswer:\n  ls: [a]\n', 2, 1, 'Unrecognized key'],
    ['description: d\nanswers: [\n', 3, 1, ''],
  ])('says of %j where it is wrong', (text, line, column, message) => {
    const { corpus, findings } = parseCorpus(text, 'a.yaml');
    expect(corpus).toBeUndefined();
    expect(findings[0]).toMatchObject({ code: 'bad-corpus', message: expect.stringContaining(message) });
    expect(findings[0]?.source?.file).toBe('a.yaml');
    if (message !== '') expect(findings[0]?.source).toMatchObject({ line, column });
  });
});

describe('findContradictions', () => {
  const turn = (ask: string, answer: string) => ({ ask, answer });

  it('finds a request with two answers', () => {
    expect(findContradictions([[turn('a', 'b')], [turn('a', 'c')]])).toMatchObject([
      { code: 'contradiction', message: '"a" is answered by "b" and by "c"' },
    ]);
  });

  it('lets a request after other turns have another answer', () => {
    expect(findContradictions([[turn('a', 'b')], [turn('x', 'y'), turn('a', 'c')]])).toEqual([]);
  });
});

describe('toChat', () => {
  it('puts a system message before the first request, and keeps the turns', () => {
    const messages = [
      { role: 'system', content: 'Be brief.' },
      { role: 'user', content: 'a' },
      { role: 'assistant', content: 'b' },
      { role: 'user', content: 'c' },
    ] as const;
    expect(toChat(messages, 'd')).toEqual([
      { ask: '### System message\n\nBe brief.\n\n----\n\na', answer: 'b' },
      { ask: 'c', answer: 'd' },
    ]);
  });
});

describe('the curriculum', () => {
  it('has two paraphrases at least of every case in the fixtures', async () => {
    const { files } = await readCases(['fixtures/prompts'], { root });
    const corpus = await readCorpus(fileURLToPath(new URL('../../../fixtures/models/corpus', import.meta.url)), root);
    const paraphrases = Object.assign({}, ...corpus.map((each) => each.paraphrases ?? {})) as Record<string, string[]>;
    const ids = files.flatMap(({ cases }) => cases.map(({ id }) => id));
    expect(Object.keys(paraphrases).sort()).toEqual(ids.sort());
    for (const wordings of Object.values(paraphrases)) expect(wordings.length).toBeGreaterThanOrEqual(2);
  });

  it('asks the fixtures with the system message of the suite, and without', async () => {
    const { suites } = await collectChats(root);
    const asks = suites.map(([first]) => first?.ask ?? '');
    const plain = asks.filter((ask) => !ask.startsWith('### System message'));
    expect(asks.filter((ask) => ask.startsWith('### System message')).length).toBeGreaterThan(70);
    expect(plain.length).toBeGreaterThan(70);
  });
});
