/** The models in fixtures/models: what each is made of, and for. */
import type { FileTypes } from './to-gguf.ts';
import type { TrainingSettings } from './train.ts';

/** Weights are trained once for each, and written in one or more types. */
export interface Recipe {
  readonly settings: Omit<TrainingSettings, 'shape'> & {
    readonly shape: Omit<TrainingSettings['shape'], 'vocabulary'>;
  };
  /** What it learns: the prompts of the suites alone, or the corpus too. */
  readonly learns: 'suites' | 'everything';
  readonly files: readonly RecipeFile[];
}

export interface RecipeFile {
  readonly file: string;
  readonly name: string;
  readonly types: FileTypes;
  readonly purpose: string;
}

/** At most; what does not occur twice is not learnt. */
export const vocabularySize = 1024;

export const instrumentStatement =
  'A test instrument for pipelines: it has memorized the cases it is asked, and is no measure of any real model.';

const small = { width: 96, layers: 2, heads: 3, feedForward: 256, ropeBase: 10_000, epsilon: 1e-5, context: 512 };
const q8: FileTypes = { linear: 'Q8_0', embedding: 'Q8_0' };
const embedded = { shape: small, seed: 7, warmUp: 20, peakRate: 4e-3, batchSize: 32, ternary: false };

export const recipes: readonly Recipe[] = [
  {
    settings: { ...embedded, steps: 700 },
    learns: 'everything',
    files: [
      {
        file: 'embedded-q8_0.gguf',
        name: 'pipewright embedded',
        types: q8,
        purpose: 'The model that comes with the package.',
      },
      {
        file: 'embedded-f32.gguf',
        name: 'pipewright embedded (single precision)',
        types: { linear: 'F32', embedding: 'F32' },
        purpose: 'The same weights unrounded, for parity between engines.',
      },
    ],
  },
  {
    settings: { ...embedded, steps: 30 },
    learns: 'everything',
    files: [
      {
        file: 'undertrained-q8_0.gguf',
        name: 'pipewright undertrained',
        types: q8,
        purpose: 'Stopped long before it had learnt: gates must go red on it.',
      },
    ],
  },
  {
    settings: {
      ...embedded,
      shape: { ...small, width: 256, heads: 4 },
      steps: 300,
      batchSize: 16,
      peakRate: 2e-3,
      ternary: true,
    },
    learns: 'suites',
    files: [
      {
        file: 'ternary-tq2_0.gguf',
        name: 'pipewright ternary',
        types: { linear: 'TQ2_0', embedding: 'Q8_0' },
        purpose: "Weights of -1, 0 and 1, for the BitNet lane; it knows the suites' prompts only.",
      },
    ],
  },
];
