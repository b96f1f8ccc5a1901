/** An answer follows the grammar, or the JSON schema, that it was given. */
import * as z from 'zod';
import { type Check, judge } from '../check.ts';
import { ask, prompts } from '../prompts.ts';

const yesOrNo = 'root ::= "yes" | "no"';
const answerSchema = z.strictObject({ answer: z.enum(['yes', 'no']) });
const jsonSchema = { type: 'object', properties: { answer: { enum: ['yes', 'no'] } } };

export const grammar: Check = {
  id: 'grammar',
  title: 'an answer follows the grammar and the JSON schema that it was given',
  why: 'programs read these answers, and one that does not parse is lost',
  tags: ['contract'],
  needs: ['grammar'],
  run: async ({ ask: askModel }) => {
    const word = await askModel(ask(prompts.sky.prompt), { grammar: yesOrNo, maxTokens: 16 });
    const json = await askModel(ask(prompts.skyAsJson.prompt), { jsonSchema, maxTokens: 64 });
    const faults: string[] = [];
    if (!['yes', 'no'].includes(word.text))
      faults.push(`the grammar allows yes and no, and the answer is "${word.text}"`);
    if (!answerSchema.safeParse(parse(json.text)).success)
      faults.push(`the answer does not follow its schema: ${json.text}`);
    return judge(faults, 'both answers parse', { shown: json });
  },
};

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // The schema says what is wrong with it.
    return undefined;
  }
}
