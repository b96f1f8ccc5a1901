import fc from 'fast-check';
import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { describe, expect, it } from 'vitest';
import { hostileReport } from '../../../fixtures/reports/hostile.ts';
import { nastyTexts } from '../../../fixtures/reports/nasty.ts';
import { type Report, reportSchema } from '../../contract/index.ts';
import { widthOf } from '../../markup/plain-line.ts';
import { renderSummary } from './index.ts';
import { type FormatName, formats } from './registry.ts';

const render = async (name: FormatName, report: Report, colour = false): Promise<string[]> =>
  (await formats[name].render(report, { colour })).map(({ text }) => text);

const parser = new XMLParser({
  ignoreAttributes: false,
  preserveOrder: true,
  stopNodes: ['html.head.style', 'html.body.script'],
});

/** The names of elements and attributes, without their texts. */
function shapeOf(xml: string): string {
  const valid = XMLValidator.validate(xml);
  if (valid !== true) throw new Error(`line ${valid.err.line}: ${valid.err.msg}`);
  const names = (nodes: readonly Record<string, unknown>[]): string =>
    nodes
      .flatMap((node) => {
        const attributes = Object.keys((node[':@'] as object | undefined) ?? {});
        return Object.keys(node)
          .filter((key) => key !== ':@' && key !== '#text')
          .map((key) => `${key} ${attributes}\n${names(node[key] as Record<string, unknown>[])}/${key}\n`);
      })
      .join('');
  return names(parser.parse(xml));
}

/** The page is well-formed XML too; a doctype of HTML and its styles and scripts aside. */
const pageShape = (page: string): string =>
  shapeOf(page.replace('<!DOCTYPE html>', '').replace(/<(style|script)>[\s\S]*?<\/\1>/g, '<$1></$1>'));

/** Control characters, marks of direction, tags and lone surrogates; not tabs and ends of lines. */
const acting = /(?![\t\n])[\p{Cc}\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069\u{e0000}-\u{e007f}\p{Surrogate}]/u;

/** What must hold for any text, in every format. */
async function expectUnbroken(text: string): Promise<void> {
  const [hostile, plain] = [hostileReport(text), hostileReport('plain')];
  await expectPlainText(hostile);
  expectMarkdown(renderSummary([hostile]), renderSummary([plain]));
  await expectAnnotations(hostile);
  const [xml = '', plainXml = ''] = [...(await render('junit', hostile)), ...(await render('junit', plain))];
  expect(shapeOf(xml)).toBe(shapeOf(plainXml));
  const [page = '', plainPage = ''] = [...(await render('html', hostile)), ...(await render('html', plain))];
  expect(pageShape(page)).toBe(pageShape(plainPage));
  for (const each of [xml, page]) expect(each).not.toMatch(acting);
  for (const each of await render('benchmark', hostile)) {
    expect(Object.keys(JSON.parse(each)[0])).toEqual(expect.arrayContaining(['name', 'unit', 'value']));
    expect(each).not.toMatch(acting);
  }
}

async function expectPlainText(report: Report): Promise<void> {
  const [plain = ''] = await render('text', report);
  expect(plain).not.toMatch(acting);
  expect(plain).not.toMatch(/^\s*::|##\[/m);
  for (const line of plain.split('\n')) expect(widthOf(line)).toBeLessThanOrEqual(80);
  const [coloured = ''] = await render('text', report, true);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: colours are made of them
  expect(coloured.replace(/\u001b\[(?:0|1|2|31|32|33)m/g, '')).toBe(plain);
}

/** Markdown's own marks and elements are those of a plain report, whatever the texts are. */
function expectMarkdown(markdown: string, plain: string): void {
  const structure = (text: string): string =>
    text
      .replace(/<code>[^<\n]*<\/code>/g, 'C')
      .replace(/<pre>[^<\n]*<\/pre>/g, 'P')
      .split('\n')
      .map((line) => line.replace(/^> .*$/, '>').replace(/(?:[\p{L}\p{N}\p{M} ,;%?…]|&#\d+;|&ZeroWidthSpace;)+/gu, ' '))
      .join('\n');
  expect(structure(markdown)).toBe(structure(plain));
  const text = markdown.replace(/<(code|pre)>[^<\n]*<\/\1>/g, '');
  const decoded = text.replace(/&#(\d+);/g, (_, code) => String.fromCodePoint(Number(code)));
  expect(decoded).not.toMatch(/@\w|#\d|https?:\/\/|www\.\w/i);
  expect(markdown).not.toMatch(acting);
  expect(markdown).not.toMatch(/^\s*::|##\[/m);
}

async function expectAnnotations(report: Report): Promise<void> {
  const [text = ''] = await render('annotations', report);
  const lines = text.split('\n');
  expect(lines.length).toBeLessThanOrEqual(10);
  for (const line of lines) expect(line).toMatch(/^::(?:error|warning) (?:file=[^,:]*,line=1,col=1,)?title=[^,:]*::/);
  expect(text).not.toMatch(acting);
}

describe('text of others', { timeout: 60_000 }, () => {
  it.each(Object.entries(nastyTexts))('breaks no format with %s', async (_, text) => {
    expect(reportSchema.parse(hostileReport(text))).toBeTruthy();
    await expectUnbroken(text);
  });

  it('breaks no format, whatever it is', async () => {
    const piece = fc.oneof(fc.constantFrom(...Object.values(nastyTexts)), fc.string({ unit: 'binary', maxLength: 20 }));
    const text = fc.array(piece, { maxLength: 4 }).map((pieces) => pieces.join(''));
    await fc.assert(fc.asyncProperty(text, expectUnbroken), { numRuns: 25 });
  });
});
