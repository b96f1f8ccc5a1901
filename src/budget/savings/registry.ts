/** The kinds of savings, each with what proposes changes: adding one is a file, a line here, and a fixture. */
import type { SavingKind } from '../../contract/budget.ts';
import { proposeCacheRemedies } from './kinds/cold-cache.ts';
import { proposeOtherMinutes } from './kinds/crowded-hour.ts';
import { proposeLessMacos } from './kinds/macos-share.ts';
import { proposeMerges } from './kinds/merge-jobs.ts';
import { proposeNarrowerTriggers } from './kinds/wide-trigger.ts';
import type { Propose } from './proposal.ts';

export const proposers = {
  'merge-jobs': proposeMerges,
  'cold-cache': proposeCacheRemedies,
  'macos-share': proposeLessMacos,
  'wide-trigger': proposeNarrowerTriggers,
  'crowded-hour': proposeOtherMinutes,
} as const satisfies Record<SavingKind, Propose>;
