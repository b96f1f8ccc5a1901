/** Who appears in payloads: users, owners, organizations, teams and apps. */
import { boolean, list, map, number, object, oneOf, string, untrusted } from '../shape.ts';
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
export const user = object({ ...account, ...fields(untrusted, 'name', 'email') });

/** The owner of the repository that the workflow runs in, who is nobody to guard against. */
export const owner = object({ ...account, ...fields(string, 'name', 'email') });

export const organization = object({
  ...fields(string, 'login', 'node_id', 'url', 'html_url', 'repos_url', 'events_url', 'hooks_url', 'issues_url'),
  ...fields(string, 'members_url', 'public_members_url', 'avatar_url', 'description'),
  id: number,
});

export const enterprise = object({
  ...fields(string, 'node_id', 'slug', 'name', 'description', 'website_url', 'html_url', 'avatar_url'),
  ...fields(string, 'created_at', 'updated_at'),
  id: number,
});

const teamFields = {
  ...fields(string, 'name', 'node_id', 'slug', 'description', 'url', 'html_url', 'members_url', 'repositories_url'),
  ...fields(string, 'permission', 'notification_setting', 'ldap_dn', 'type'),
  ...fields(number, 'id', 'organization_id', 'enterprise_id'),
  privacy: oneOf('open', 'closed', 'secret'),
  deleted: boolean,
} as const;
export const team = object({ ...teamFields, parent: object(teamFields) });

/** Whose review is asked for: a user or a team. */
export const reviewer = object({
  ...teamFields,
  ...account,
  ...fields(untrusted, 'name', 'email'),
  type: string,
  parent: object(teamFields),
});

/** A GitHub App. Anyone may make one and act through it on a public repository, so its own words are an outsider's. */
export const app = object({
  ...fields(string, 'slug', 'node_id', 'client_id', 'html_url', 'created_at', 'updated_at'),
  ...fields(number, 'id', 'installations_count'),
  ...fields(untrusted, 'name', 'description', 'external_url'),
  owner: user,
  permissions: map(string),
  events: list(string),
});
