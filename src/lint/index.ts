/** The rules over workflows and actions. */
export { type ActionCatalog, type ActionFacts, parseUses } from './action-catalog.ts';
export { type LintOptions, lint } from './lint.ts';
export { type FileToLint, type Lint, startLint } from './lint-files.ts';
export { type PermissionNeed, permissionNeeds } from './permission-needs.ts';
export { rules } from './registry.ts';
export type { ActionInterface, Repository } from './rule.ts';
