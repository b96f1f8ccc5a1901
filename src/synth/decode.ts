/** Turns the bytes of a file into text, or says where they are none. */

export type Decoded =
  | { readonly text: string }
  | { readonly problem: string; readonly line: number; readonly column: number; readonly hint: string };

/** Text of UTF-8; a byte order mark is left out. */
export function decodeUtf8(bytes: Uint8Array): Decoded {
  const [first, second] = bytes;
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)) {
    return { problem: 'the file is UTF-16, and GitHub reads UTF-8', line: 1, column: 1, hint: 'save it as UTF-8' };
  }
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes) };
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    return { problem: 'a byte here is not UTF-8', ...firstBroken(bytes), hint: 'save the file as UTF-8' };
  }
}

/** The place of the first byte that is no part of a character. */
function firstBroken(bytes: Uint8Array): { readonly line: number; readonly column: number } {
  const readable = new TextDecoder().decode(bytes);
  // A replacement character may also stand in the file itself: then the first of them is near enough.
  const before = readable.slice(0, readable.indexOf('\ufffd'));
  const start = before.lastIndexOf('\n') + 1;
  return { line: before.split('\n').length, column: before.length - start + 1 };
}
