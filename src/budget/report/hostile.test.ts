/** Names of others in every place of a report: neither page lets one out of its place. */

import fc from 'fast-check';
import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { describe, expect, it } from 'vitest';
import { runOf, sampleReport, workflowOf } from '../../../fixtures/budget/report/sample-reports.ts';
import { nastyTexts } from '../../../fixtures/reports/nasty.ts';
import { type BudgetReport, budgetReportSchema } from '../../contract/budget.ts';
import { renderBudgetHtml, renderBudgetMarkdown } from './index.ts';

function hostileReport(text: string): BudgetReport {
  const workflow = {
    ...workflowOf(text, [
      [text, 3, 90],
      [`${text}2`, 2, 40],
    ]),
    name: `${text}3`,
  };
  const run = {
    ...runOf(text, [
      [`${text}4`, 90],
      [`${text}5`, 40, [0]],
    ]),
    event: text,
  };
  const report = sampleReport([workflow], [run], {
    savings: [
      { kind: 'merge-jobs', file: text, jobs: [text, text], change: `${text}!`, note: `${text}!`, minutes: 9, usd: 1 },
    ],
    traffic: { source: 'settings', streams: [{ title: `${text}6`, events: 3, workflow: text }] },
    unpriced: [{ label: text, minutes: 4, usdAtMost: 2 }],
    findings: [
      { severity: 'warning', code: text, message: text, hint: text, source: { file: text, line: 1, column: 1 } },
    ],
  });
  const labelled = report.typicalRuns.map((each) => ({
    ...each,
    jobs: each.jobs.map((job) => ({ ...job, labels: [text] })),
  }));
  return budgetReportSchema.parse({ ...report, typicalRuns: labelled });
}

/** Control characters, marks of direction and lone surrogates; not tabs and ends of lines. */
const acting = /(?![\t\n])[\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069\p{Surrogate}]/u;

const parser = new XMLParser({ ignoreAttributes: false, preserveOrder: true, stopNodes: ['html.head.style'] });

/** Backticks in sentences may mark code. */
const unstable = new Set([':@', '#text', 'code']);

/** The names of the page's elements and attributes; those of a picture's texts aside, which are cut to their room. */
function shapeOf(page: string): string {
  const xml = page
    .replace(/^<!--.*-->\n<!DOCTYPE html>/, '')
    .replace(/<style>[\s\S]*?<\/style>/g, '')
    .replace(/<text [^>]*>[^<]*<\/text>/g, '')
    .replace(/<td class="words">/g, '<td>');
  const valid = XMLValidator.validate(xml);
  if (valid !== true) throw new Error(`line ${valid.err.line}: ${valid.err.msg}`);
  const names = (nodes: readonly Record<string, unknown>[]): string =>
    nodes
      .flatMap((node) =>
        Object.keys(node)
          .filter((key) => !unstable.has(key))
          .map(
            (key) =>
              `${key} ${Object.keys((node[':@'] as object | undefined) ?? {})}\n${names(node[key] as Record<string, unknown>[])}`,
          ),
      )
      .join('');
  return names(parser.parse(xml));
}

/** What of Markdown and HTML is left when code and escaped text are taken out: ours alone. */
const structureOf = (markdown: string): string =>
  markdown
    .split('\n')
    .map((line) =>
      line
        .replace(/\\[!-/:-@[-`{-~]/g, 'x')
        .replace(/<code>[^<]*(?:<!-- -->[^<]*)*<\/code>/g, 'x')
        .replace(/(`+)(?!`).*?(?<!`)\1(?!`)/g, 'x')
        .replace(/<!-- -->|<\/?span>|&(?:[a-z]+|#\d+);/g, 'x')
        .replace(/#\d+;/g, 'x')
        .replace(/(?<=.)#/g, 'x')
        .replace(/[^|<>`#*[\]]+/g, ' '),
    )
    .join('\n');

async function expectUnbroken(text: string): Promise<void> {
  const [hostile, plain] = [hostileReport(text), hostileReport('plain')];
  const [page, plainPage] = [await renderBudgetHtml(hostile), await renderBudgetHtml(plain)];
  expect(shapeOf(page)).toBe(shapeOf(plainPage));
  const [markdown, plainMarkdown] = [renderBudgetMarkdown(hostile), renderBudgetMarkdown(plain)];
  expect(structureOf(markdown).split('\n')).toEqual(structureOf(plainMarkdown).split('\n'));
  for (const each of [page, markdown]) expect(each).not.toMatch(acting);
}

describe('text of others', { timeout: 60_000 }, () => {
  it.each(Object.entries(nastyTexts).filter(([name]) => name !== 'nothing'))(
    'breaks no page with %s',
    async (_, text) => {
      await expectUnbroken(text);
    },
  );

  it('breaks no page, whatever it is', async () => {
    const piece = fc.oneof(fc.constantFrom(...Object.values(nastyTexts)), fc.string({ unit: 'binary', maxLength: 20 }));
    const text = fc.array(piece, { minLength: 1, maxLength: 3 }).map((pieces) => `a${pieces.join('')}`);
    await fc.assert(fc.asyncProperty(text, expectUnbroken), { numRuns: 25 });
  });

  it('may be nothing at all', async () => {
    const report = hostileReport('');
    expect(shapeOf(await renderBudgetHtml(report))).toContain('svg');
    expect(renderBudgetMarkdown(report)).toContain('## Workflows');
  });
});
