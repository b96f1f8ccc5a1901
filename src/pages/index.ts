/** Reference pages of workflows and actions. */
export { pageMark } from './head.ts';
export type { NeedsOf, Page, PageOptions, PageSource, PermissionNeed } from './page.ts';
export { pageFolders, writePages } from './write-pages.ts';
