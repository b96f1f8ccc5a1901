/** No two cases have the same id or the same prompt, in whatever files they are. */
import { promptOf } from '../chats.ts';
import type { TestCase } from '../test-case.ts';
import { casesOf, type LintRule } from './rule.ts';

const keys = { id: ({ id }: TestCase) => id, prompt: (testCase: TestCase) => plain(promptOf(testCase)) } as const;

const plain = (text: string): string =>
  text
    .toLowerCase()
    .replace(/\s+/g, ' ')
    .replace(/[.?!]+$/, '')
    .trim();

export const duplicates: LintRule = {
  id: 'duplicates',
  finds: 'an id or a prompt that two cases share, also in different files',
  check: (context) =>
    Object.entries(keys).flatMap(([name, keyOf]) => {
      const first = new Map<string, TestCase>();
      return casesOf(context).flatMap(({ file, testCase }) => {
        const key = keyOf(testCase);
        const earlier = first.get(key);
        if (earlier === undefined) first.set(key, testCase);
        if (earlier === undefined) return [];
        const { source } = earlier;
        const field = name === 'prompt' && testCase.kind === 'pair' ? 'prompts' : name;
        const message = `"${testCase.id}" has the same ${name} as "${earlier.id}" at ${source.file}:${source.line}:${source.column}`;
        return [{ file, route: [...testCase.route, field], message }];
      });
    }),
};
