/** Asks mvdan/sh, as WebAssembly, whether a text is a shell program. */

import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { SyntaxProblem } from './syntax.ts';

/** Longer programs are not asked about: the parser holds its memory until the process ends. */
const longest = 100_000;

export type SyntaxCheck = (text: string) => SyntaxProblem | undefined;

/** What the WebAssembly module of sh-syntax exports. Source: sh-syntax 0.7.0, `lib/processor.js` */
interface Exports {
  readonly memory: { readonly buffer: ArrayBuffer };
  readonly wasmAlloc: (bytes: number) => number;
  readonly process: (...settings: readonly (number | boolean)[]) => number;
}

interface Instance {
  readonly exports: Exports;
}

interface GoRuntime {
  readonly importObject: object;
  run(instance: Instance): Promise<unknown>;
}

/** What is used of the globals; Node's types leave WebAssembly to those of browsers. */
interface Globals {
  readonly Go: new () => GoRuntime;
  readonly WebAssembly: {
    compile(bytes: Uint8Array): Promise<object>;
    readonly Instance: new (module: object, imports: object) => Instance;
  };
}

const globals = (): Globals => globalThis as unknown as Globals;

/**
 * Compiles the parser once.
 *
 * The library's own `parse` compiles it again for each text, three times as slow, and can only be awaited.
 */
export async function loadSyntaxCheck(): Promise<SyntaxCheck> {
  await import('sh-syntax');
  const module = await globals().WebAssembly.compile(
    await readFile(createRequire(import.meta.url).resolve('sh-syntax/main.wasm')),
  );
  return (text) => (text.length > longest ? undefined : check(module, text));
}

function check(module: object, text: string): SyntaxProblem | undefined {
  try {
    const answer: { parseError?: { Text: string; Pos: { Offset: number } } | null } = JSON.parse(process(module, text));
    if (!answer.parseError) return undefined;
    const bytes = Buffer.from(text).subarray(0, answer.parseError.Pos.Offset);
    return { message: answer.parseError.Text, offset: bytes.toString('utf8').length };
  } catch (error) {
    // The parser runs out of stack or memory on absurd programs; the instance is thrown away with what it broke.
    return {
      message: `it is too much for the shell parser (${error instanceof Error ? error.message : error})`,
      offset: 0,
    };
  }
}

function process(module: object, text: string): string {
  const { exports, bytes } = start(module, text);
  const textAt = exports.wasmAlloc(bytes.length);
  new Uint8Array(exports.memory.buffer).set(bytes, textAt);
  const emptyAt = exports.wasmAlloc(0);
  const result = exports.process(
    ...[emptyAt, 0, 0, textAt, bytes.length, bytes.length, false, false, 1, emptyAt, 0, 0, 0],
    ...[false, 2, true, true, true, false, false, false, false],
  );
  const memory = new Uint8Array(exports.memory.buffer).subarray(result);
  return new TextDecoder().decode(memory.subarray(0, memory.indexOf(0)));
}

function start(module: object, text: string): { exports: Exports; bytes: Uint8Array } {
  const { Go, WebAssembly } = globals();
  const runtime = new Go();
  const instance = new WebAssembly.Instance(module, runtime.importObject);
  void runtime.run(instance);
  return { exports: instance.exports, bytes: new TextEncoder().encode(text) };
}
