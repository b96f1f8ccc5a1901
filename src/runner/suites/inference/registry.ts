/** The checks, in the order in which they run: a check is one file in `checks/`, and one line here. */
import type { CheckTag } from '../../../contract/suite-options.ts';
import type { Check } from './check.ts';
import { abort } from './checks/abort.ts';
import { answerValidation } from './checks/answer-validation.ts';
import { backendDetection } from './checks/backend-detection.ts';
import { chat } from './checks/chat.ts';
import { concurrency } from './checks/concurrency.ts';
import { configFile } from './checks/config-file.ts';
import { contextOverflow } from './checks/context-overflow.ts';
import { conversation } from './checks/conversation.ts';
import { determinism } from './checks/determinism.ts';
import { grammar } from './checks/grammar.ts';
import { invalidModel } from './checks/invalid-model.ts';
import { load } from './checks/load.ts';
import { memory } from './checks/memory.ts';
import { multiTurn } from './checks/multi-turn.ts';
import { streaming } from './checks/streaming.ts';

export const checks: readonly Check[] = [
  load,
  backendDetection,
  configFile,
  invalidModel,
  answerValidation,
  chat,
  multiTurn,
  streaming,
  determinism,
  grammar,
  abort,
  contextOverflow,
  concurrency,
  conversation,
  memory,
];

/** The checks of these groups; all of them when no group is named. */
export const checksOf = (only: readonly CheckTag[] = []): readonly Check[] =>
  only.length === 0 ? checks : checks.filter(({ tags }) => tags.some((tag) => only.includes(tag)));
