/** fixtures/models/models.json: which files there are, and their checksums. */
import { createHash } from 'node:crypto';
import * as z from 'zod';

const checksum = z.string().regex(/^[0-9a-f]{64}$/);

export const manifestSchema = z.strictObject({
  version: z.literal(1),
  /** What has to be said about all of them. */
  statement: z.string(),
  /** Of all that is taught and how; another one means that the models are to be trained again. */
  curriculum: checksum,
  models: z.array(
    z.strictObject({
      file: z.string(),
      name: z.string(),
      purpose: z.string(),
      bytes: z.int().positive(),
      sha256: checksum,
    }),
  ),
});

export type Manifest = z.output<typeof manifestSchema>;
export type ManifestEntry = Manifest['models'][number];

export const sha256 = (bytes: Uint8Array | string): string => createHash('sha256').update(bytes).digest('hex');

/** As it is written. */
export const renderManifest = (manifest: Manifest): string => `${JSON.stringify(manifest, null, 2)}\n`;

const begin = '<!-- models: written by npm run train:model -->';
const end = '<!-- /models -->';

/** The README with the table of models brought up to date. */
export function renderReadme(readme: string, { models }: Manifest): string {
  const [before, rest] = split(readme, begin);
  const [, after] = split(rest, end);
  const rows = models.map(
    ({ file, purpose, bytes, sha256: sum }) =>
      `| \`${file}\` | ${purpose} | ${bytes.toLocaleString('en-US')} | \`${sum}\` |`,
  );
  const table = ['| file | what for | bytes | sha256 |', '|---|---|---:|---|', ...rows].join('\n');
  return `${before}${begin}\n${table}\n${end}${after}`;
}

function split(text: string, mark: string): [string, string] {
  const at = text.indexOf(mark);
  if (at < 0) throw new RangeError(`the mark ${mark} is missing`);
  return [text.slice(0, at), text.slice(at + mark.length)];
}
