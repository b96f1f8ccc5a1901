import { describe, expect, it } from 'vitest';
import { chatsOf, promptOf } from './chats.ts';
import { parseCases } from './read-cases.ts';

const text = `cases:
  - { id: a, category: x, prompt: List all, expected_risk: safe, known_good: [a], known_bad: [b] }
  - id: b
    category: x
    messages: [{ role: user, content: List all }, { role: assistant, content: ls }, { role: user, content: Hidden ones }]
    expected_risk: safe
    known_good: [a]
    known_bad: [b]
  - { id: c, category: x, messages: [{ role: system, content: s }, { role: user, content: u }], expected_risk: safe, known_good: [a], known_bad: [b] }
  - { id: d, kind: pair, category: x, prompts: [p, q], known_good: [a], known_bad: [b] }
  - { id: e, kind: grounded, category: x, context: It is 3., prompt: What is it?, expected_patterns: [{ says: '3' }], known_good: [a], known_bad: [b] }
`;
const cases = parseCases(text, 'x.yaml').files[0]?.cases ?? [];

describe('chatsOf', () => {
  it('asks for a command, with the exchange before it', () => {
    const chats = cases.map(chatsOf);
    expect(chats.map((each) => each.map((chat) => chat.map(({ role }) => role)))).toEqual([
      [['system', 'user']],
      [['system', 'user', 'assistant', 'user']],
      [['system', 'user']],
      [
        ['system', 'user'],
        ['system', 'user'],
      ],
      [['system', 'user']],
    ]);
    expect(chats[2]?.[0]?.[0]?.content).toBe('s');
    expect(chats[3]?.map((chat) => chat.at(-1)?.content)).toEqual(['p', 'q']);
    expect(chats[4]?.[0]?.at(-1)?.content).toBe('Context: It is 3.\nQuestion: What is it?');
  });
});

describe('promptOf', () => {
  it('is what was asked', () => {
    expect(cases.map(promptOf)).toEqual([
      'List all',
      'Hidden ones',
      'u',
      'p\nq',
      'Context: It is 3.\nQuestion: What is it?',
    ]);
  });
});
