/** A page lets in what it holds itself, and nothing else. */
import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { renderPage } from './html-page.ts';

const parts = { title: 'A page', style: 'p{margin:0}', header: '<h1>A page</h1>', main: '<p>x</p>' };
const policyOf = (page: string): string[] =>
  (/http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(page)?.[1] ?? '').split('; ');
const hashOf = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

describe('the policy of a page', () => {
  it('names its style by what it is', () => {
    const page = renderPage(parts);
    const [, style = ''] = /<style>([\s\S]*?)<\/style>/.exec(page) ?? [];
    expect(policyOf(page)).toEqual([
      "default-src 'none'",
      `style-src-elem ${hashOf(style)}`,
      "style-src-attr 'unsafe-inline'",
      "base-uri 'none'",
      "form-action 'none'",
    ]);
  });

  it('lets a script run only where there is one', () => {
    const page = renderPage({ ...parts, script: 'go();' });
    expect(policyOf(page)).toContain(`script-src ${hashOf('go();')}`);
    expect(page).toContain('<script>go();</script>');
    expect(renderPage(parts)).not.toContain('script');
  });
});

it('a mark stands on the first line', () => {
  expect(
    renderPage({ ...parts, mark: '<!-- made -->' })
      .split('\n')
      .slice(0, 2),
  ).toEqual(['<!-- made -->', '<!DOCTYPE html>']);
  expect(renderPage(parts)).toMatch(/^<!DOCTYPE html>\n/);
});
