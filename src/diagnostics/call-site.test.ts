import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { CallSite, userFrame } from './call-site.ts';

const src = fileURLToPath(new URL('..', import.meta.url));
const stack = (...frames: string[]): string =>
  ['Error: call site', ...frames.map((frame) => `    at ${frame}`)].join('\n');

describe('userFrame', () => {
  it.each([
    ['a function', 'build (/repo/pipelines/ci.ts:3:7)', '/repo/pipelines/ci.ts'],
    ['the top of a module', '/repo/pipelines/ci.ts:3:7', '/repo/pipelines/ci.ts'],
    ['a URL', 'file:///repo/pipelines/ci.ts:3:7', '/repo/pipelines/ci.ts'],
    ['a URL with escapes', 'build (file:///my%20repo/100%25/ci.ts:3:7)', '/my repo/100%/ci.ts'],
    ['an asynchronous module', 'async file:///repo/ci.ts:3:7', '/repo/ci.ts'],
    ['an asynchronous function', 'async build (/repo/ci.ts:3:7)', '/repo/ci.ts'],
    ['a constructor', 'new Build (/repo/ci.ts:3:7)', '/repo/ci.ts'],
    ['a method under another name', 'Object.<anonymous> [as build] (/repo/ci.ts:3:7)', '/repo/ci.ts'],
    ['brackets in a folder', 'build (/repo (copy)/ci.ts:3:7)', '/repo (copy)/ci.ts'],
    ['brackets in a folder, without a function', '/repo (copy)/ci.ts:3:7', '/repo (copy)/ci.ts'],
    ['Windows', 'build (C:\\my repo\\pipelines\\ci.ts:3:7)', 'C:\\my repo\\pipelines\\ci.ts'],
    ['Windows, without a function', 'C:\\repo\\ci.ts:3:7', 'C:\\repo\\ci.ts'],
    ['Windows with slashes', 'build (D:/repo/ci.ts:3:7)', 'D:/repo/ci.ts'],
  ])('reads the frame of %s', (_, frame, file) => {
    expect(userFrame(stack(frame))).toEqual({ file, line: 3, column: 7 });
  });

  it.each([
    ['this package', `job (${src}authoring/job.ts:1:1)`],
    ['the build of this package', `job (file://${src.replace(/src\/$/, 'dist')}/chunks/chunk-A.js:1:1)`],
    ['the bindings of actions', 'checkout (/repo/generated/actions/actions/checkout.ts:50:10)'],
    ['the bindings of actions on Windows', 'checkout (C:\\repo\\generated\\actions\\actions\\checkout.ts:50:10)'],
    ['a library', 'parse (/repo/node_modules/zod/index.js:1:1)'],
    ['a library on Windows', 'parse (C:\\repo\\node_modules\\zod\\index.js:1:1)'],
    ['Node', 'ModuleJob.run (node:internal/modules/esm/module_job:325:25)'],
    ['native code', 'Array.map (<anonymous>)'],
    ['many promises', 'async Promise.all (index 0)'],
    ['evaluated code', 'eval (eval at <anonymous> (/repo/other.ts:1:1), <anonymous>:1:1)'],
  ])('skips the frame of %s', (_, frame) => {
    expect(userFrame(stack(frame, '/repo/ci.ts:3:7'))).toEqual({ file: '/repo/ci.ts', line: 3, column: 7 });
    expect(userFrame(stack(frame))).toBeUndefined();
  });

  it('does not take a message for a frame', () => {
    expect(userFrame('Error: broken\nat /repo/message.ts:1:1\n    at /repo/ci.ts:3:7')).toEqual({
      file: '/repo/ci.ts',
      line: 3,
      column: 7,
    });
    expect(userFrame('')).toBeUndefined();
  });
});

describe('CallSite', () => {
  it('is the place of the call', () => {
    const limit = Error.stackTraceLimit;
    const site = new CallSite();
    const file = fileURLToPath(import.meta.url);
    const line =
      readFileSync(file, 'utf8')
        .split('\n')
        .findIndex((each) => each.includes('const site =')) + 1;
    expect(site.locate()).toMatchObject({ file, line });
    expect(site.locate()).toBe(site.locate());
    expect(Error.stackTraceLimit).toBe(limit);
  });
});
