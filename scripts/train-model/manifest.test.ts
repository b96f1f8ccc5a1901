import { describe, expect, it } from 'vitest';
import { type Manifest, manifestSchema, renderManifest, renderReadme } from './manifest.ts';

const manifest: Manifest = {
  version: 1,
  statement: 'what it is',
  curriculum: 'cd'.repeat(32),
  models: [{ file: 'a.gguf', name: 'a', purpose: 'For tests.', bytes: 12_345, sha256: 'ab'.repeat(32) }],
};

describe('the manifest', () => {
  it('is read as it was written', () => {
    expect(manifestSchema.parse(JSON.parse(renderManifest(manifest)))).toEqual(manifest);
  });

  it('becomes a table between the marks of the README, the same when done twice', () => {
    const readme = 'before\n<!-- models: written by npm run train:model -->\nold\n<!-- /models -->\nafter\n';
    const written = renderReadme(readme, manifest);
    expect(written).toBe(
      `before\n<!-- models: written by npm run train:model -->\n| file | what for | bytes | sha256 |\n|---|---|---:|---|\n| \`a.gguf\` | For tests. | 12,345 | \`${'ab'.repeat(32)}\` |\n<!-- /models -->\nafter\n`,
    );
    expect(renderReadme(written, manifest)).toBe(written);
  });

  it('says which mark a README lacks', () => {
    expect(() => renderReadme('nothing', manifest)).toThrow('the mark <!-- models: written by');
  });
});
