import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gguf } from '@huggingface/gguf';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { arbitraryMetadata, arbitraryTensors, soundMetadata, soundTensors } from './arbitrary-gguf.ts';
import type { TensorInfo } from './header.ts';
import { readGgufHeader } from './read-header.ts';
import { type TensorData, writeGguf } from './write.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pipewright-gguf-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe('writeGguf', () => {
  it('writes what the reader gives back', () => {
    fc.assert(
      fc.property(arbitraryMetadata, arbitraryTensors, (metadata, tensors) => {
        const bytes = writeGguf(metadata, tensors);
        const header = readGgufHeader(bytes);
        expect(header.metadata).toEqual(metadata);
        for (const [index, tensor] of tensors.entries()) {
          const { name, shape, type, offset, bytes: length } = header.tensors[index] as TensorInfo;
          expect({ name, shape, type }).toEqual({ name: tensor.name, shape: tensor.shape, type: tensor.type });
          const start = header.dataOffset + offset;
          expect(Buffer.from(bytes.subarray(start, start + (length ?? 0)))).toEqual(Buffer.from(tensor.bytes));
        }
      }),
    );
  });

  it('writes what another reader, @huggingface/gguf, understands', async () => {
    const file = join(folder, 'sound.gguf');
    await writeFile(file, writeGguf(soundMetadata, soundTensors));
    const { tensorInfos, typedMetadata } = await gguf(file, { allowLocalFile: true, typedMetadata: true });
    expect(
      tensorInfos.map(({ name, shape, dtype, offset }) => [name, shape.map(Number), dtype, Number(offset)]),
    ).toEqual([
      ['token_embd.weight', [32, 4], 8, 0],
      ['output_norm.weight', [32], 0, 160],
    ]);
    const read = new Map(Object.entries(typedMetadata));
    for (const [key, { value }] of soundMetadata) expect(read.get(key)?.value).toEqual(value);
  });

  it('keeps to the alignment that the metadata names', () => {
    const metadata = new Map(soundMetadata).set('general.alignment', { type: 'uint32', value: 256 });
    const header = readGgufHeader(writeGguf(metadata, soundTensors));
    expect([header.alignment, header.dataOffset % 256, header.tensors[1]?.offset]).toEqual([256, 0, 256]);
  });

  it('refuses an alignment that is none', () => {
    const metadata = new Map(soundMetadata).set('general.alignment', { type: 'uint32', value: 0 });
    expect(() => writeGguf(metadata, soundTensors)).toThrow('general.alignment is 0');
  });

  it('refuses a tensor whose bytes are not those of its shape', () => {
    const [tensor] = soundTensors as [TensorData];
    expect(() => writeGguf(soundMetadata, [{ ...tensor, shape: [32, 5] }])).toThrow(
      '136 bytes; 32 x 5 in Q8_0 are 170',
    );
    expect(() => writeGguf(soundMetadata, [{ ...tensor, shape: [8, 16] }])).toThrow('8 x 16');
  });
});
