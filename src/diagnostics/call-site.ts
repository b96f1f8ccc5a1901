/** Remembers where an authoring call stands in the user's file, and finds the line only when a finding needs it. */
import { fileURLToPath } from 'node:url';
import type { Source, SourceLocation } from './diagnostic.ts';

// One folder above src/ or dist/: frames below those two are ours, all others are the user's.
const packageRoot = fileURLToPath(new URL(ownFolderDepth(), import.meta.url));
// `at f (/x.ts:1:2)`, `at async f (…)`, `at /x.ts:1:2`, each also as a URL; folders may have brackets in their names.
const framePattern =
  /^\s+at (?:async )?(?:(?!file:|\/|[A-Za-z]:[\\/]).*? \()?((?:file:\/\/)?(?:\/|[A-Za-z]:[\\/])[^<>]*?):(\d+):(\d+)\)?$/;

function ownFolderDepth(): string {
  const below = /\/(src|dist)\/(?!.*\/(?:src|dist)\/)(.*)$/.exec(import.meta.url)?.[2] ?? '';
  return '../'.repeat(below.split('/').length);
}

/**
 * The place of the call that constructs it, as the first stack frame outside this package.
 *
 * The stack is captured at construction and only formatted by `locate()`: formatting maps lines through
 * source maps and costs far more than capturing.
 */
export class CallSite implements Source {
  readonly language = 'typescript';
  readonly #error: Error;
  #location: SourceLocation | undefined;

  constructor() {
    const limit = Error.stackTraceLimit;
    Error.stackTraceLimit = 8;
    this.#error = new Error('call site');
    Error.stackTraceLimit = limit;
  }

  locate(): SourceLocation | undefined {
    this.#location ??= userFrame(this.#error.stack ?? '');
    return this.#location;
  }
}

/** Finds the first frame of a stack that stands in a file of the user's: not in this package, nor in a dependency. */
export function userFrame(stack: string): SourceLocation | undefined {
  for (const line of stack.split('\n')) {
    const match = framePattern.exec(line);
    if (!match) continue;
    const [, path = '', row, column] = match;
    const file = path.startsWith('file://') ? fileURLToPath(path) : path;
    if (isOurs(file) || isDependency(file)) continue;
    return { file, line: Number(row), column: Number(column) };
  }
  return undefined;
}

/** What a library throws is the mistake of the line that called it. */
const isDependency = (file: string): boolean => /[\\/]node_modules[\\/]/.test(file);

function isOurs(file: string): boolean {
  const unified = file.replaceAll('\\', '/');
  if (/\.test(-d)?\.ts$/.test(unified)) return false;
  const root = packageRoot.replaceAll('\\', '/');
  return (
    unified.startsWith(`${root}src/`) || unified.startsWith(`${root}dist/`) || unified.includes('/generated/actions/')
  );
}
