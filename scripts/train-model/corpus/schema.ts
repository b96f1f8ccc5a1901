/** The files of fixtures/models/corpus, as they are written. */
import * as z from 'zod';

const text = z.string().trim().min(1, 'must not be empty').max(300, 'must be at most 300 characters');
const wordings = z.array(text).min(1, 'must hold at least one request');

export const corpusSchema = z.strictObject({
  description: z.string(),
  /** Each answer with the requests that it answers. */
  answers: z.record(text, wordings).optional(),
  /** Exchanges: requests, each with its answer. */
  chats: z.array(z.array(z.tuple([text, text])).min(1)).optional(),
  /** Other words for the requests of a case, by its id. */
  paraphrases: z.record(z.string(), wordings).optional(),
});

export type Corpus = z.output<typeof corpusSchema>;
