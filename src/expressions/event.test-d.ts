/** What the compiler accepts and refuses of contexts and payloads. Checked by tsc; never runs. */
import { env, github, jobContext, runner, secret, strategy, vars } from './context-values.ts';
import { type EventPayload, event } from './event.ts';
import type { Expr } from './expr.ts';
import { eq } from './functions.ts';

/** Takes only what is exactly `Expr<T, C>`: neither wider nor narrower. */
declare function exactly<T, C extends string>(): <E>(
  value: [E, Expr<T, C>] extends [Expr<T, C>, E] ? E : never,
) => void;
/** Stands for a place where text would execute. */
declare function trusted(value: Expr<unknown, 'github'>): void;
/** Stands for `env`, where untrusted text may go. */
declare function anywhere(value: Expr<unknown, 'github' | 'untrusted'>): void;

// Typed by event
exactly<string, 'github' | 'untrusted'>()(event('issues').issue.title);
exactly<number, 'github'>()(event('issues').issue.number);
exactly<string, 'github'>()(event('push').ref);
exactly<boolean, 'github'>()(event('pull_request').pull_request.draft);
exactly<'created' | 'edited' | 'deleted', 'github'>()(event('label').action);
// @ts-expect-error untrusted, so not only 'github'
exactly<string, 'github'>()(event('issues').issue.title);
// @ts-expect-error trusted, so not also 'untrusted'
exactly<string, 'github' | 'untrusted'>()(event('issues').issue.html_url);
// @ts-expect-error a number
exactly<string, 'github'>()(event('issues').issue.number);
// @ts-expect-error pushes have no issue
event('push').issue;
// @ts-expect-error misspelled property
event('issues').issue.titel;
// @ts-expect-error unknown event
event('issue');
// @ts-expect-error not described: the event is the caller's
event('workflow_call');
// @ts-expect-error a review's pull request does not say whether it is merged
event('pull_request_review').pull_request.merged;
event('pull_request').pull_request.merged;
event('workflow_run').workflow_run.pull_requests.every.number satisfies Expr<readonly number[], 'github'>;
({}) as EventPayload<'release'>['release']['tag_name'] satisfies Expr<string, 'github'>;

// Untrusted text
anywhere(event('pull_request').pull_request.head.ref);
trusted(event('pull_request').pull_request.head.sha);
trusted(event('pull_request').pull_request.base.ref);
trusted(event('pull_request').pull_request.head.repo.full_name);
trusted(event('issues').issue.labels.every.name);
trusted(event('workflow_dispatch').ref);
// @ts-expect-error untrusted
trusted(event('pull_request').pull_request.head.ref);
// @ts-expect-error untrusted
trusted(event('pull_request_target').pull_request.head.label);
// @ts-expect-error untrusted: the fork's owner names its branches
trusted(event('pull_request').pull_request.head.repo.default_branch);
trusted(event('pull_request').pull_request.base.repo.default_branch);
// @ts-expect-error untrusted
trusted(event('push').commits.every.message);
// @ts-expect-error untrusted
trusted(event('push').head_commit.author.name);
// @ts-expect-error untrusted
trusted(event('issue_comment').comment.body);
// @ts-expect-error untrusted
trusted(event('workflow_run').workflow_run.head_branch);
// @ts-expect-error untrusted: anything may be in it
trusted(event('repository_dispatch').client_payload);
// @ts-expect-error untrusted
trusted(github.head_ref);
// @ts-expect-error untrusted: it depends on the event
trusted(github.event);
trusted(github.ref);
trusted(github.ref_name);

// Values that GitHub has
eq(event('issues').action, 'opened');
eq(github.event_name, 'push');
eq(github.ref_type, 'tag');
eq(runner.os, 'Windows');
eq(runner.environment, 'self-hosted');
eq(jobContext.status, 'failure');
eq(strategy['job-index'], 0);
// @ts-expect-error not an activity of issues
eq(event('issues').action, 'created');
// @ts-expect-error not an event
eq(github.event_name, 'pull-request');
// @ts-expect-error not an operating system
eq(runner.os, 'windows');
// @ts-expect-error a number
eq(strategy['job-index'], '0');
// @ts-expect-error no such property
github.refname;
// @ts-expect-error no such property
runner.platform;

// Names that the author chooses
exactly<string, 'secrets'>()(secret('HF_TOKEN'));
exactly<string, 'env'>()(env('CI_MODEL'));
exactly<string, 'vars'>()(vars('MODEL'));
// @ts-expect-error a secret is not of the github context
trusted(secret('HF_TOKEN'));
