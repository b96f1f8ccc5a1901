/**
 * Every byte as a printable character, as GPT-2's vocabulary writes them: a space is `Ġ`.
 *
 * Source: https://github.com/openai/gpt-2/blob/master/src/encoder.py (bytes_to_unicode)
 */

const isPrintable = (byte: number): boolean =>
  (byte >= 0x21 && byte <= 0x7e) || (byte >= 0xa1 && byte <= 0xac) || (byte >= 0xae && byte <= 0xff);

let nextOther = 256;
/** The character of each byte. */
export const byteCharacters: readonly string[] = Array.from({ length: 256 }, (_, byte) =>
  String.fromCodePoint(isPrintable(byte) ? byte : nextOther++),
);

/** Text as the characters of its UTF-8 bytes. */
export function toByteCharacters(text: string): string {
  return Array.from(Buffer.from(text, 'utf8'), (byte) => byteCharacters[byte]).join('');
}

const bytes = new Map(byteCharacters.map((character, byte) => [character, byte]));

/** The text that characters of bytes stand for; bytes that are no UTF-8 become replacement characters. */
export function fromByteCharacters(characters: string): string {
  return Buffer.from(Array.from(characters, (character) => bytes.get(character) ?? 0)).toString('utf8');
}
