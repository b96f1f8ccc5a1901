/**
 * Cuts text into the pieces within which tokens are formed: words with the blank before them, single digits, signs.
 *
 * Source: https://github.com/ggml-org/llama.cpp/blob/master/src/llama-vocab.cpp (LLAMA_VOCAB_PRE_TYPE_SMOLLM)
 */

const digit = /\p{N}/gu;
const word = /'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)/gu;

/**
 * The pieces of a text; together they are the text.
 *
 * @example
 * preTokenize('kill 12 now'); // ['kill', ' ', '1', '2', ' now']
 */
export function preTokenize(text: string): string[] {
  return cut(text, digit).flatMap((part) => cut(part, word));
}

/** What the pattern matches, and what lies between. */
function cut(text: string, pattern: RegExp): string[] {
  const pieces: string[] = [];
  let end = 0;
  for (const match of text.matchAll(pattern)) {
    if (match.index > end) pieces.push(text.slice(end, match.index));
    pieces.push(match[0]);
    end = match.index + match[0].length;
  }
  if (end < text.length) pieces.push(text.slice(end));
  return pieces;
}
