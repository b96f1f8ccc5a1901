/** Repositories as payloads have them: the one that the workflow runs in, and forks, which outsiders describe. */
import { boolean, list, map, type Named, number, object, oneOf, string, untrusted } from '../shape.ts';
import { owner, user } from './account-parts.ts';
import { fields } from './fields.ts';

// `name` and `full_name` stay plain for forks too: GitHub allows only letters, digits, '.', '-' and '_' there.
const identity = {
  ...fields(string, 'node_id', 'name', 'full_name', 'html_url', 'url', 'forks_url', 'keys_url', 'collaborators_url'),
  ...fields(string, 'teams_url', 'hooks_url', 'issue_events_url', 'events_url', 'assignees_url', 'branches_url'),
  ...fields(string, 'tags_url', 'blobs_url', 'git_tags_url', 'git_refs_url', 'trees_url', 'statuses_url'),
  ...fields(string, 'languages_url', 'stargazers_url', 'contributors_url', 'subscribers_url', 'subscription_url'),
  ...fields(string, 'commits_url', 'git_commits_url', 'comments_url', 'issue_comment_url', 'contents_url'),
  ...fields(string, 'compare_url', 'merges_url', 'archive_url', 'downloads_url', 'issues_url', 'pulls_url'),
  ...fields(string, 'milestones_url', 'notifications_url', 'labels_url', 'releases_url', 'deployments_url'),
  ...fields(boolean, 'private', 'fork'),
  id: number,
} as const;

const details = {
  // A push writes the dates as numbers, everything else as text.
  ...fields(string, 'created_at', 'updated_at', 'pushed_at', 'starred_at'),
  ...fields(string, 'git_url', 'ssh_url', 'clone_url', 'svn_url'),
  ...fields(string, 'language', 'organization', 'role_name', 'temp_clone_token', 'pull_request_creation_policy'),
  ...fields(string, 'squash_merge_commit_message', 'squash_merge_commit_title'),
  ...fields(string, 'merge_commit_message', 'merge_commit_title'),
  ...fields(number, 'size', 'stargazers', 'stargazers_count', 'watchers', 'watchers_count', 'forks', 'forks_count'),
  ...fields(number, 'open_issues', 'open_issues_count', 'network_count', 'subscribers_count'),
  ...fields(boolean, 'has_issues', 'has_projects', 'has_downloads', 'has_wiki', 'has_pages', 'has_discussions'),
  ...fields(boolean, 'has_pull_requests', 'archived', 'disabled', 'is_template', 'public', 'allow_squash_merge'),
  ...fields(boolean, 'allow_merge_commit', 'allow_rebase_merge', 'allow_auto_merge', 'allow_forking'),
  ...fields(boolean, 'allow_update_branch', 'use_squash_pr_title_as_default', 'web_commit_signoff_required'),
  ...fields(boolean, 'delete_branch_on_merge', 'anonymous_access_enabled'),
  visibility: oneOf('public', 'private', 'internal'),
  license: object(fields(string, 'key', 'name', 'spdx_id', 'url', 'node_id', 'html_url')),
  topics: list(string),
  permissions: object(fields(boolean, 'pull', 'push', 'admin', 'maintain', 'triage')),
  code_search_index_status: object({ lexical_search_ok: boolean, lexical_commit_sha: string }),
  // A property with several values is a list of texts; only people of the organization and the repository set them.
  custom_properties: map(string),
  template_repository: object({ ...identity, owner }),
} as const;

const described = ['description', 'homepage', 'mirror_url', 'default_branch', 'master_branch'] as const;

/** The repository itself: only its own people write its description and branches. */
const repositoryShape = object({ ...identity, ...details, ...fields(string, ...described), owner });
export interface Repository extends Named<typeof repositoryShape> {}
export const repository: Repository = repositoryShape;

/** A repository that may be a fork: its owner writes its description and names its branches. */
const forkRepositoryShape = object({ ...identity, ...details, ...fields(untrusted, ...described), owner: user });
export interface ForkRepository extends Named<typeof forkRepositoryShape> {}
export const forkRepository: ForkRepository = forkRepositoryShape;

/** The short form, of the repository itself. */
const repositoryLiteShape = object({ ...identity, description: string, owner });
export interface RepositoryLite extends Named<typeof repositoryLiteShape> {}
export const repositoryLite: RepositoryLite = repositoryLiteShape;

/** The short form, of what may be a fork. */
const forkRepositoryLiteShape = object({ ...identity, description: untrusted, owner: user });
export interface ForkRepositoryLite extends Named<typeof forkRepositoryLiteShape> {}
export const forkRepositoryLite: ForkRepositoryLite = forkRepositoryLiteShape;
