import { describe, expect, it } from 'vitest';
import type { Diagnostic } from './diagnostic.ts';
import { PipelineError } from './diagnostic.ts';
import { formatLocation, printable, relativeFile, relativeFindings, renderAnnotations, renderText } from './render.ts';

const finding: Diagnostic = {
  severity: 'error',
  code: 'unknown-action-input',
  message: '"node_version" is not an input of actions/setup-node',
  source: { file: '/home/me/repo/pipelines/ci.ts', line: 42, column: 7 },
  path: 'jobs.test.steps[1].with',
  hint: 'did you mean "node-version"?',
};
const root = '/home/me/repo';

describe('renderText', () => {
  it('says where, what, and what to write instead', () => {
    expect(renderText([finding], { root })).toBe(
      `pipelines/ci.ts:42:7 error[unknown-action-input] "node_version" is not an input of actions/setup-node
  at   jobs.test.steps[1].with
  hint did you mean "node-version"?`,
    );
  });

  it('leaves out what is not known, and puts an empty line between findings', () => {
    const plain: Diagnostic = { severity: 'warning', code: 'a', message: 'b' };
    expect(renderText([plain, { ...plain, severity: 'info', path: '', hint: '' }], { root })).toBe(
      'warning[a] b\n\ninfo[a] b',
    );
    expect(renderText([], { root })).toBe('');
  });

  it('has colours when asked, each closed on its line', () => {
    const text = renderText([finding], { root, colour: true });
    expect(text.split('\n')[0]).toBe(
      '\u001b[1mpipelines/ci.ts:42:7\u001b[0m \u001b[31merror[unknown-action-input]\u001b[0m "node_version" is not an input of actions/setup-node',
    );
    // biome-ignore lint/suspicious/noControlCharactersInRegex: colours are made of them
    expect(text.replace(/\u001b\[\d+m/g, '')).toBe(renderText([finding], { root }));
  });

  it('shows no control characters of others', () => {
    const hostile: Diagnostic = {
      severity: 'error',
      code: 'a',
      message: 'x\u001b[2Jy\rz\u0007\u009b1m\u202Eend',
      path: 'a\u0000',
      hint: 'h\u001b]0;t\u0007',
    };
    expect(renderText([hostile], { root })).toBe(
      'error[a] x\ufffd[2Jy\ufffdz\ufffd\ufffd1m\ufffdend\n  at   a\ufffd\n  hint h\ufffd]0;t\ufffd',
    );
  });
});

describe('printable', () => {
  it.each([
    ['::add-mask::x', '> ::add-mask::x'],
    ['a\n::error::x\n', 'a\n> ::error::x\n'],
    ['a\n \t ::error::x', 'a\n \t > ::error::x'],
    ['a\u2028::error::x', 'a\u2028> ::error::x'],
    ['a\u0085::error::x', 'a\ufffd::error::x'],
    ['say ##[error]x', 'say ## [error]x'],
    ['a::b, #[c] and ä 😀\ttab', 'a::b, #[c] and ä 😀\ttab'],
  ])('makes %j no workflow command', (text, expected) => {
    expect(printable(text)).toBe(expected);
  });
});

describe('renderAnnotations', () => {
  it('is a workflow command for each finding', () => {
    const info: Diagnostic = { severity: 'info', code: 'b', message: 'c' };
    expect(renderAnnotations([finding, { ...finding, severity: 'warning' }, info], root)).toBe(
      `::error file=pipelines/ci.ts,line=42,col=7,title=unknown-action-input::"node_version" is not an input of actions/setup-node%0Aat jobs.test.steps[1].with%0Adid you mean "node-version"?
::warning file=pipelines/ci.ts,line=42,col=7,title=unknown-action-input::"node_version" is not an input of actions/setup-node%0Aat jobs.test.steps[1].with%0Adid you mean "node-version"?
::notice title=b::c`,
    );
  });

  it('escapes what would end the command or begin another', () => {
    const hostile: Diagnostic = {
      severity: 'error',
      code: 'a,b:c',
      message: '100%0A\r\n::error::x',
      source: { file: '/home/me/repo/a,b:c%/d\n.ts', line: 1, column: 1 },
    };
    expect(renderAnnotations([hostile], root)).toBe(
      '::error file=a%2Cb%3Ac%25/d%0A.ts,line=1,col=1,title=a%2Cb%3Ac::100%250A%0D%0A::error::x',
    );
  });
});

describe('files', () => {
  it('are relative to the root, with forward slashes', () => {
    expect(relativeFile('/home/me/repo/a/b.ts', root)).toBe('a/b.ts');
    expect(relativeFile('/home/me/other.ts', root)).toBe('../other.ts');
    expect(relativeFile('a\\b.ts', root)).toBe('a/b.ts');
    expect(formatLocation({ file: '/home/me/repo/b.ts', line: 2, column: 3 }, root)).toBe('b.ts:2:3');
  });

  it('are relative in reports, and nothing else changes', () => {
    const plain: Diagnostic = { severity: 'info', code: 'b', message: 'c' };
    expect(relativeFindings([finding, plain], root)).toEqual([
      { ...finding, source: { file: 'pipelines/ci.ts', line: 42, column: 7 } },
      plain,
    ]);
  });
});

describe('PipelineError', () => {
  it('has the findings, their messages and an exit code', () => {
    const error = new PipelineError([finding, { severity: 'error', code: 'b', message: 'c' }], 2);
    expect([error.name, error.exitCode, error.findings.length, error.message]).toEqual([
      'PipelineError',
      2,
      2,
      `${finding.message}\nc`,
    ]);
    expect(new PipelineError([finding]).exitCode).toBe(1);
  });
});
