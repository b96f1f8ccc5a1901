/** The tokenizer that a model file was written with. */
import { type Metadata, metadataArray } from '../../../src/gguf/index.ts';
import { Tokenizer } from './tokenizer.ts';

/** Reads the merges from a file's metadata; of other files than the trainer's the marks and bytes differ. */
export function readTokenizer(metadata: Metadata): Tokenizer {
  const merges = metadataArray(metadata, 'tokenizer.ggml.merges');
  if (merges?.of !== 'string') throw new RangeError('there are no merges in the metadata');
  return new Tokenizer(
    merges.value.map((merge) => {
      const [left = '', right = ''] = merge.split(' ');
      return { left, right };
    }),
  );
}
