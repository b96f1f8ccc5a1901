/** What a token may do, scope by scope. */
import type { permissionScopes } from '../model/index.ts';

type Scopes = typeof permissionScopes;

/**
 * Levels by scope; scopes that are not named get nothing.
 *
 * @example
 * { contents: 'read', 'pull-requests': 'write' }
 */
export type PermissionsOptions = { readonly [S in keyof Scopes]?: Scopes[S][number] } | 'read-all' | 'write-all';
