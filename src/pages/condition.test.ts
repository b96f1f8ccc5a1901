/** Conditions in words: what people write, and what there are no words for. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { describeCondition } from './condition.ts';

const table: Readonly<Record<string, string>> = {
  // Refs
  "github.ref == 'refs/heads/main'": 'on branch main',
  "github.ref != 'refs/heads/main'": 'not on branch main',
  "'refs/heads/main' == github.ref": 'on branch main',
  "github.ref == 'refs/tags/v1.0'": 'for tag v1.0',
  "github.ref_name == 'main'": 'on branch or tag main',
  "github.ref_type == 'tag'": 'for tags',
  'github.ref_name == github.event.repository.default_branch': 'on the default branch',
  "startsWith(github.ref, 'refs/tags/')": 'for tags',
  "startsWith(github.ref, 'refs/tags/v')": 'for tags that start with v',
  "startsWith(github.ref, 'refs/heads/release/')": 'on branches that start with release/',
  "!startsWith(github.ref, 'refs/tags/')": 'not for tags',
  "endsWith(github.ref, '-rc')": 'when the ref ends with \\-rc',
  "!endsWith(github.ref, '-rc')": 'when the ref does not end with \\-rc',
  // Events
  "github.event_name == 'schedule'": 'on schedule',
  "github.event_name == 'workflow_dispatch'": 'when started by hand',
  "github.event_name != 'pull_request'": 'not on pull requests',
  "github.event_name == 'issue_comment'": 'on event issue_comment',
  'contains(fromJSON(\'["push","schedule"]\'), github.event_name)': 'on a push or on schedule',
  '!contains(fromJSON(\'["push","schedule"]\'), github.event_name)': 'not on a push and not on schedule',
  "github.event.schedule == '0 2 * * 0'": 'on the schedule Sundays at 02:00',
  "github.event.action == 'opened'": 'when the activity is opened',
  'github.event.pull_request.draft == false': 'when the pull request is no draft',
  '!github.event.pull_request.draft': 'when the pull request is no draft',
  "contains(github.event.pull_request.labels.*.name, 'gpu')": 'when it has label gpu',
  "contains(github.event.head_commit.message, '[skip]')": 'when the commit message contains \\[skip\\]',
  "github.repository == 'acme/engine'": 'in repository acme/engine',
  "github.repository_owner == 'acme'": 'in repositories of acme',
  "github.actor != 'dependabot[bot]'": 'when somebody other than dependabot\\[bot\\] started it',
  // Values
  "needs.plan.outputs.x == 'true'": 'when output x of plan is true',
  "needs.plan.outputs.x != 'true'": 'when output x of plan is not true',
  'needs.plan.outputs.x': 'when output x of plan is set',
  "steps.find.outputs.file != 'x'": 'when output file of step find is not x',
  "steps.fetch.outputs.cache-hit != 'true'": 'when the cache of fetch was not hit',
  "needs.build.result == 'none'": 'when the result of build is none',
  "inputs.lane == 'b'": 'when input lane is b',
  "github.event.inputs.lane == 'b'": 'when input lane is b',
  'inputs.dry_run': 'when input dry_run is set',
  '!inputs.dry_run': 'when input dry_run is not set',
  'inputs.dry_run == true': 'when input dry_run is true',
  "inputs.lane != ''": 'when input lane is not empty',
  'inputs.count >= 3': 'when input count is at least 3',
  '!(inputs.count >= 3)': 'when input count is less than 3',
  "vars.GPU == 'on'": 'when variable GPU is on',
  "env.LEVEL == '3'": 'when environment variable LEVEL is 3',
  "secrets.TOKEN != ''": 'when secret TOKEN is not empty',
  "matrix.os == 'macos-15'": 'when matrix value os is macos-15',
  "matrix.model.id == 'small'": 'when `matrix.model.id` is small',
  "runner.os == 'Linux'": 'on Linux',
  "github.event.client_payload.tag == 'x'": 'when `github.event.client_payload.tag` is x',
  // Results
  "needs.build.result == 'success'": 'when build succeeded',
  "needs.build.result != 'failure'": 'when build did not fail',
  "steps.test.outcome == 'failure'": 'when step test failed',
  "contains(needs.*.result, 'failure')": 'when a needed job failed',
  "!contains(needs.*.result, 'cancelled')": 'when no needed job was cancelled',
  // How it went so far
  'always()': 'always, even after a failure',
  'failure()': 'after a failure',
  'cancelled()': 'when cancelled',
  'success()': 'after success',
  '!cancelled()': 'even after a failure, unless cancelled',
  '!failure()': 'unless something failed',
  '${{ !cancelled() }}': 'even after a failure, unless cancelled',
  "always() && needs.build.result == 'success'": 'when build succeeded, even after a failure',
  'always() && !cancelled()': 'always, even after a failure',
  'success() || failure()': 'after success or after a failure',
  // Together
  "github.ref == 'refs/heads/main' && inputs.lane == 'b'": 'on branch main and when input lane is b',
  "github.event_name == 'schedule' || github.event_name == 'push'": 'on schedule or on a push',
  "inputs.lane == 'a' || inputs.lane == 'b'": 'when input lane is a or b',
  "inputs.lane == 'a' || inputs.size == 'b'": 'when input lane is a or when input size is b',
  "!(inputs.lane == 'a' || inputs.size == 'b')": 'when input lane is not a and when input size is not b',
  "(github.event_name == 'push' || inputs.x) && github.ref == 'refs/heads/main'":
    '(on a push or when input x is set) and on branch main',
  "github.event_name == 'push' || inputs.x && github.ref == 'refs/heads/main'":
    'on a push or (when input x is set and on branch main)',
  // No words
  true: 'every time',
  false: 'never',
  "hashFiles('a.json') != ''": "`hashFiles('a.json') != ''`",
  "hashFiles('a.json') != '' && success()": "`hashFiles('a.json') != ''` and after success",
  "!(hashFiles('a.json') != '')": "`!(hashFiles('a.json') != '')`",
  "needs[matrix.job].result == 'success'": "`needs[matrix.job].result == 'success'`",
  "contains('push schedule', github.event_name)": "`contains('push schedule', github.event_name)`",
  "fromJSON('{') == 1": "`fromJSON('{') == 1`",
  "contains(fromJSON('{'), github.event_name)": "`contains(fromJSON('{'), github.event_name)`",
  'not an expression': '`not an expression`',
  '${{ github.ref }} == x': '`${{ github.ref }} == x`',
};

describe('a condition in words', () => {
  it.each(Object.entries(table))('%s', (condition, words) => {
    expect(describeCondition(condition)).toBe(words);
  });

  it('keeps any text as text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const words = describeCondition(`inputs.a == '${text.replaceAll("'", "''")}' && hashFiles('x')`);
        expect(words).not.toMatch(/\n|<(?!!-- -->|\/?span>)/);
      }),
    );
  });
});
