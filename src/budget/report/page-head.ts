/** The first line of the budget's pages. */
import { pageMarkOf } from '../../markup/page-mark.ts';
import { headerMark } from '../../yaml/write.ts';

export const budgetMark = pageMarkOf(
  `${headerMark}the workflows and pipewright.config.ts. Do not edit: change those, then run \`npx projen\` or \`npx pipewright synth\`.`,
);
