/** Reads lists that GitHub gives in pages. */
import * as z from 'zod';
import { UnexpectedAnswer } from './client.ts';

interface Answer {
  readonly data: unknown;
  readonly headers: { readonly link?: string | undefined };
}

/**
 * The pages of a list, one after the other, as long as there is a link to the next.
 *
 * Source: https://docs.github.com/rest/using-the-rest-api/using-pagination-in-the-rest-api
 *
 * @param schema of a page
 * @throws UnexpectedAnswer when a page is of another shape
 */
export async function* readPages<S extends z.ZodType>(
  schema: S,
  readPage: (page: number) => Promise<Answer>,
): AsyncGenerator<z.output<S>> {
  for (let page = 1; page <= mostPages; page++) {
    const { data, headers } = await readPage(page);
    const { success, data: checked, error } = schema.safeParse(data);
    if (!success)
      throw new UnexpectedAnswer(z.prettifyError(error).split('\n').slice(0, 2).join(' '), { cause: error });
    yield checked;
    if (!/;\s*rel="next"/.test(headers.link ?? '')) return;
  }
}

/** GitHub gives at most 1,000 results of a filtered list; no list of ours has more. */
const mostPages = 100;
