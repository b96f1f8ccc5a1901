/** What a page is made from, and what its sections look at. */
import type { Document, Step, Workflow } from '../model/index.ts';

/** A generated file that gets a page. */
export interface PageSource {
  /** The workflow or action, from the root, with forward slashes. */
  readonly path: string;
  /** The pipeline it comes from, from the root. */
  readonly pipeline: string;
  readonly document: Document;
  /** The file's text: what is not in it need not be looked for in the document. */
  readonly text: string;
}

export interface Page {
  /** From the root, with forward slashes. */
  readonly path: string;
  readonly text: string;
}

/** A permission that a step visibly needs, and what for. */
export interface PermissionNeed {
  readonly scope: string;
  readonly level: string;
  readonly reason: string;
}
export type NeedsOf = (step: Step) => readonly PermissionNeed[];

export interface PageOptions {
  /** The folder of generated files. */
  readonly generated: string;
  /** What the steps need. @default nothing is known */
  readonly needsOf?: NeedsOf | undefined;
}

/** A document with the page it gets. */
export interface Paged<D extends Document = Document> extends PageSource {
  readonly document: D;
  readonly page: string;
}

/** A workflow with everything around it that its page tells of. */
export interface Subject {
  readonly workflow: Workflow;
  /** The workflow's file. */
  readonly path: string;
  /** The workflow's text. */
  readonly text: string;
  /** The path of the page. */
  readonly page: string;
  readonly repository: Repository;
  readonly needsOf: NeedsOf;
}

/** Every document that gets a page, and who uses it. */
export interface Repository {
  readonly documents: ReadonlyMap<string, Paged>;
  /** By the path of the file that is used. */
  readonly users: ReadonlyMap<string, readonly Paged[]>;
}

/** A part of the page; empty when it has nothing to say. */
export type Section = (subject: Subject) => string;

/** The document that `./.github/…` names, of those that get a page. */
export function findLocal({ documents }: Repository, uses: string): Paged | undefined {
  if (!uses.startsWith('./')) return undefined;
  const path = uses.slice(2).replace(/\/+$/, '');
  return documents.get(path) ?? documents.get(`${path}/action.yml`);
}
