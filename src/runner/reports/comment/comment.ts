/** Keeps one comment with the reports on the pull request: writes it the first time, and then updates it. */
import { type Attempt, connect, gitHubTrouble, isReadOnlyToken } from '../../../github-api/index.ts';
import { findPullRequest, type PullRequest } from './pull-request.ts';

export type CommentOutcome =
  | { readonly kind: 'created' | 'updated'; readonly url: string }
  | { readonly kind: 'skipped'; readonly reason: string };

export interface CommentInput {
  /** Markdown of at most 65,000 bytes, without the marker. */
  readonly body: string;
  /** Tells several comments of one pull request apart: letters, digits and `-`. */
  readonly key: string;
  readonly env?: NodeJS.ProcessEnv;
}

/** A comment is found by its first line, which nobody sees. */
export const markerOf = (key: string): string => `<!-- pipewright report ${key.replace(/[^\w-]/g, '-')} -->`;

/**
 * Writes or updates the comment.
 *
 * Without a token, without a pull request, and where a fork's token can only read, it is skipped, with the reason.
 *
 * @throws PipelineError with exit code 3 when GitHub refuses or can't be reached
 */
export async function publishComment({ body, key, env = process.env }: CommentInput): Promise<CommentOutcome> {
  const pull = findPullRequest(env);
  if ('skipped' in pull) return { kind: 'skipped', reason: pull.skipped };
  try {
    return await upsert(pull, `${markerOf(key)}\n${body}`, markerOf(key));
  } catch (error) {
    if (pull.mayBeReadOnly && isReadOnlyToken(error))
      return {
        kind: 'skipped',
        reason: 'the token can only read, as for every pull request from a fork or of Dependabot',
      };
    throw gitHubTrouble(error, pull.access, attemptOn(pull));
  }
}

const attemptOn = ({ owner, repo, number }: PullRequest): Attempt => ({
  code: 'comment-refused',
  failure: `the comment on pull request ${owner}/${repo}#${number} can't be written`,
  missing: 'no such pull request',
  permission: 'give the job `permissions: { pull-requests: write }`, and check GITHUB_REPOSITORY',
});

async function upsert(
  { owner, repo, number, access }: PullRequest,
  body: string,
  marker: string,
): Promise<CommentOutcome> {
  const { rest, paginate } = await connect(access);
  const comments = await paginate(rest.issues.listComments, { owner, repo, issue_number: number, per_page: 100 });
  const before = comments.find((each) => each.body?.startsWith(marker) === true && isTrusted(each));
  if (before) {
    const { data } = await rest.issues.updateComment({ owner, repo, comment_id: before.id, body });
    return { kind: 'updated', url: data.html_url };
  }
  const { data } = await rest.issues.createComment({ owner, repo, issue_number: number, body });
  return { kind: 'created', url: data.html_url };
}

/** Anybody can write the marker: only comments of programs and of people with a say are taken for ours. */
const isTrusted = (comment: {
  readonly user?: { readonly type?: string } | null;
  readonly author_association?: string;
}): boolean =>
  comment.user?.type === 'Bot' || ['OWNER', 'MEMBER', 'COLLABORATOR'].includes(comment.author_association ?? '');
