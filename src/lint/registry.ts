/** Every rule, in the order in which findings of one place are shown. */
import type { Rule } from './rule.ts';
import { emptySteps } from './rules/empty-steps.ts';
import { unknownNeeds } from './rules/unknown-needs.ts';

export const rules: readonly Rule[] = [unknownNeeds, emptySteps];
