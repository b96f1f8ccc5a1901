/** Every rule for test cases. */
import { categories } from './categories.ts';
import { contradictions } from './contradictions.ts';
import { counts } from './counts.ts';
import { duplicates } from './duplicates.ts';
import { knownBad } from './known-bad.ts';
import { knownGood } from './known-good.ts';
import type { LintRule } from './rule.ts';
import { slowPatterns } from './slow-patterns.ts';
import { unprovenPatterns } from './unproven-patterns.ts';

export const rules: readonly LintRule[] = [
  counts,
  duplicates,
  categories,
  contradictions,
  knownGood,
  knownBad,
  unprovenPatterns,
  slowPatterns,
];
