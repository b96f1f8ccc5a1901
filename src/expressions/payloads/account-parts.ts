/** Who appears in payloads: users, owners, organizations, teams and apps. */
import { boolean, list, map, type Named, number, object, oneOf, string, untrusted } from '../shape.ts';
import { fields } from './fields.ts';

const account = {
  ...fields(string, 'login', 'node_id', 'avatar_url', 'gravatar_id', 'url', 'html_url', 'followers_url'),
  ...fields(string, 'following_url', 'gists_url', 'starred_url', 'subscriptions_url', 'organizations_url'),
  ...fields(string, 'repos_url', 'events_url', 'received_events_url', 'starred_at', 'user_view_type'),
  type: oneOf('Bot', 'User', 'Organization', 'Mannequin'),
  id: number,
  site_admin: boolean,
  deleted: boolean,
} as const;

/** A user. The login is harmless; the display name is free text, and an address may quote any characters. */
const userShape = object({ ...account, ...fields(untrusted, 'name', 'email') });
export interface User extends Named<typeof userShape> {}
export const user: User = userShape;

/** The owner of the repository that the workflow runs in, who is nobody to guard against. */
const ownerShape = object({ ...account, ...fields(string, 'name', 'email') });
export interface Owner extends Named<typeof ownerShape> {}
export const owner: Owner = ownerShape;

const organizationShape = object({
  ...fields(string, 'login', 'node_id', 'url', 'html_url', 'repos_url', 'events_url', 'hooks_url', 'issues_url'),
  ...fields(string, 'members_url', 'public_members_url', 'avatar_url', 'description'),
  id: number,
});
export interface Organization extends Named<typeof organizationShape> {}
export const organization: Organization = organizationShape;

const enterpriseShape = object({
  ...fields(string, 'node_id', 'slug', 'name', 'description', 'website_url', 'html_url', 'avatar_url'),
  ...fields(string, 'created_at', 'updated_at'),
  id: number,
});
export interface Enterprise extends Named<typeof enterpriseShape> {}
export const enterprise: Enterprise = enterpriseShape;

const teamFields = {
  ...fields(string, 'name', 'node_id', 'slug', 'description', 'url', 'html_url', 'members_url', 'repositories_url'),
  ...fields(string, 'permission', 'notification_setting', 'ldap_dn', 'type'),
  ...fields(number, 'id', 'organization_id', 'enterprise_id'),
  privacy: oneOf('open', 'closed', 'secret'),
  deleted: boolean,
} as const;
const teamShape = object({ ...teamFields, parent: object(teamFields) });
export interface Team extends Named<typeof teamShape> {}
export const team: Team = teamShape;

/** Whose review is asked for: a user or a team. */
const reviewerShape = object({
  ...teamFields,
  ...account,
  ...fields(untrusted, 'name', 'email'),
  type: string,
  parent: object(teamFields),
});
export interface Reviewer extends Named<typeof reviewerShape> {}
export const reviewer: Reviewer = reviewerShape;

/** A GitHub App. Anyone may make one and act through it on a public repository, so its own words are an outsider's. */
const appShape = object({
  ...fields(string, 'slug', 'node_id', 'client_id', 'html_url', 'created_at', 'updated_at'),
  ...fields(number, 'id', 'installations_count'),
  ...fields(untrusted, 'name', 'description', 'external_url'),
  owner: user,
  permissions: map(string),
  events: list(string),
});
export interface App extends Named<typeof appShape> {}
export const app: App = appShape;
