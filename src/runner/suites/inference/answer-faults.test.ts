import { expect, test } from 'vitest';
import { answerFaults } from './answer-faults.ts';

const stopped = (text: string) => answerFaults({ text, finish: 'stop' });

test.each([['Paris.'], ['ls -la | grep "<s"'], ['Ünïcode 😀, a < b and [INSTALL]'], ['{"answer": "yes"}']])(
  'finds nothing wrong with %j',
  (text) => {
    expect(stopped(text)).toEqual([]);
  },
);

test.each([
  ['', 'it says nothing'],
  [' \n\t', 'it says nothing'],
  ['a\ufffdb', 'it is no valid UTF-8'],
  ['a\ud83d', 'it is no valid UTF-8'],
  ['a\0b', 'it holds a NUL character'],
  ['Paris.<|im_end|>', 'it holds a mark of the chat template: "<|im_end|>"'],
  ['[INST] hello [/INST]', 'it holds a mark of the chat template: "[INST]"'],
  ['Hi</s>', 'it holds a mark of the chat template: "</s>"'],
  ['<start_of_turn>user', 'it holds a mark of the chat template: "<start_of_turn>"'],
  ['ls\n### Instruction:', 'it holds a mark of the chat template: "### Instruction"'],
])('%j: %s', (text, fault) => {
  expect(stopped(text)).toEqual([fault]);
});

test('the limit may fall into a character', () => {
  expect(answerFaults({ text: 'abc\ufffd', finish: 'length' })).toEqual([]);
  expect(answerFaults({ text: 'a\ufffdc', finish: 'length' })).toEqual(['it is no valid UTF-8']);
  expect(answerFaults({ text: 'abc', finish: 'aborted' })).toEqual(['it was aborted']);
});
