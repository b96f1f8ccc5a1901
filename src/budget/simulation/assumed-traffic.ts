/** The traffic of a repository that tells none: a modest one, and it is said. */
import { type Traffic, type TrafficOptions, trafficSchema } from '../../config/budget.ts';
import type { TrafficSource } from '../../contract/budget.ts';
import type { Diagnostic } from '../../diagnostics/index.ts';
import type { PlannedWorkflow } from './planned-workflow.ts';

const pushes = 40;
const pullRequests = 20;

export interface AssumedTraffic {
  readonly traffic: Traffic;
  readonly source: TrafficSource;
  readonly findings: readonly Diagnostic[];
}

/** What the settings say, or else what a small repository has in a month. */
export function trafficOr(given: Traffic, workflows: readonly PlannedWorkflow[]): AssumedTraffic {
  const told = given.pushes.length + given.pullRequests.length + given.dispatches.length > 0;
  const heard = new Set(workflows.flatMap(({ document }) => document.on.map(({ event }) => event)));
  if (told || !(heard.has('push') || heard.has('pull_request') || heard.has('pull_request_target'))) {
    return { traffic: given, source: told ? 'settings' : 'none', findings: [] };
  }
  const branch = defaultBranchOf(given, workflows);
  const options: TrafficOptions = {
    defaultBranch: branch,
    pushes: [{ perMonth: pushes }],
    pullRequests: [{ perMonth: pullRequests }],
  };
  const message = `no traffic is told: a month of ${pushes} pushes to ${branch} and ${pullRequests} pull requests, each pushed to twice more, is assumed`;
  const hint = 'say it in pipewright.config.ts, as in traffic: { pushes: [{ perMonth: 40 }] }';
  return {
    traffic: trafficSchema.parse(options),
    source: 'assumed',
    findings: [{ severity: 'info', code: 'assumed-traffic', message, hint }],
  };
}

/** What the filters of pushes name, where they name master and not main. */
function defaultBranchOf({ defaultBranch }: Traffic, workflows: readonly PlannedWorkflow[]): string {
  const named = workflows.flatMap(({ document }) =>
    document.on.flatMap(({ event, branches }) => (event === 'push' && Array.isArray(branches) ? branches : [])),
  );
  return defaultBranch === 'main' && !named.includes('main') && named.includes('master') ? 'master' : defaultBranch;
}
