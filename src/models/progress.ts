/** What a long piece of work on a model tells while it runs. */

/** Bytes are of the whole file; `total` is undefined where the server does not say. */
export type ModelEvent =
  | { readonly kind: 'download'; readonly id: string; readonly done: number; readonly total: number | undefined }
  /** The file, or the part of it that is there, is hashed. */
  | { readonly kind: 'hash'; readonly id: string; readonly done: number; readonly total: number }
  /** Another process downloads the same file. */
  | { readonly kind: 'wait'; readonly id: string; readonly done: number; readonly total: number | undefined }
  | { readonly kind: 'retry'; readonly id: string; readonly reason: string; readonly delayMs: number }
  /** The download starts at its beginning again, or a file in the cache is thrown away. */
  | { readonly kind: 'restart'; readonly id: string; readonly reason: string };

export type OnModelEvent = (event: ModelEvent) => void;
