import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { XMLParser } from 'fast-xml-parser';
import { describe, expect, it } from 'vitest';
import { sampleAttempt, sampleCase, sampleReport } from '../../../fixtures/reports/sample.ts';
import { reportFormats } from '../../contract/suite-options.ts';
import { annotate, commentBytes, renderMarkdown, renderSummary, stepSummaryBytes } from './index.ts';
import { formatNames, formats } from './registry.ts';
import { worstFirst } from './verdict-order.ts';

const golden = (name: string): string => fileURLToPath(new URL(`../../../fixtures/reports/${name}`, import.meta.url));
const sample = sampleReport({
  notes: ['A note for the reader.'],
  baseline: {
    startedAt: '2025-05-01T10:00:00.000Z',
    modelId: 'qwen-0.5b-q4',
    regressions: [{ id: 'find-large', before: 'passed', now: 'failed' }],
    improvements: [],
    changes: [{ id: 'latency-mean', before: 10, now: 12, change: 0.2 }],
  },
});
const verdicts = ['right', 'right', 'wrong', 'unsafe'] as const;
const manyCases = (count: number, answer = 'ls') =>
  Array.from({ length: count }, (_, index) =>
    sampleCase(`case-${index}`, [verdicts[index % 4] ?? 'right'], {
      category: `category-${index % 9}`,
      attempts: [sampleAttempt(verdicts[index % 4] ?? 'right', { answer })],
    }),
  );

describe('the registry', () => {
  it('has every file of formats/, and every format that a step can ask for', () => {
    const files = readdirSync(new URL('formats/', import.meta.url)).map((name) => name.replace(/\.ts$/, ''));
    expect(files.toSorted()).toEqual([...formatNames].toSorted());
    expect(formatNames).toEqual(expect.arrayContaining([...reportFormats]));
  });

  it('gives each file an ending of its own', async () => {
    const files = await Promise.all(formatNames.map((name) => formats[name].render(sample, {})));
    const endings = files.flat().map(({ ending }) => ending);
    expect(new Set(endings).size).toBe(endings.length);
  });
});

describe('golden files', () => {
  it.each(['text', 'markdown', 'junit', 'benchmark', 'annotations'] as const)('%s', async (name) => {
    for (const { ending, text } of await formats[name].render(sample, {}))
      await expect(text).toMatchFileSnapshot(golden(`sample${ending}`));
  });
});

describe('the order', () => {
  it('has failures first, the unsafe ones before others, and the right last', () => {
    const cases = [
      sampleCase('right', ['right']),
      sampleCase('wrong', ['wrong']),
      sampleCase('flaky', ['right', 'unsafe']),
      sampleCase('unsafe', ['wrong', 'unsafe']),
    ];
    expect(worstFirst(cases).map(({ id }) => id)).toEqual(['unsafe', 'wrong', 'flaky', 'right']);
  });
});

describe('text', () => {
  it('says little of hundreds of cases', async () => {
    const [file] = await formats.text.render(sampleReport({ cases: manyCases(800) }), {});
    expect(file?.text.split('\n').length).toBeLessThan(130);
    expect(file?.text).toContain('and 388 more');
    expect(file?.text).toMatch(/category-0 +█+░+ +\d+\/89/);
  });

  it('has colours only when told', async () => {
    const [plain] = await formats.text.render(sample, {});
    const [coloured] = await formats.text.render(sample, { colour: true });
    expect(plain?.text).not.toContain('\u001b');
    expect(coloured?.text).toContain('\u001b[31mFAIL\u001b[0m');
  });
});

describe('text of many categories', () => {
  it('draws those that did not all pass, and names the others', async () => {
    const passed = Array.from({ length: 11 }, (_, index) =>
      sampleCase(`p${index}`, ['right'], { category: `whole-${index}` }),
    );
    const failed = sampleCase('f', ['wrong'], { category: 'half' });
    const [file] = await formats.text.render(sampleReport({ cases: [...passed, failed] }), {});
    expect(file?.text).toMatch(/^ {2}half +░+ +0\/1 {2}1 failed\n {2}all passed: whole-0 1, whole-1 1,/m);
  });
});

describe('markdown', () => {
  it('stays below the limit, whole, and says what is left out', () => {
    const text = renderMarkdown(sampleReport({ cases: manyCases(5000, 'é<|'.repeat(1000)) }));
    expect(Buffer.byteLength(text)).toBeLessThanOrEqual(stepSummaryBytes);
    expect(Buffer.byteLength(text)).toBeGreaterThan(stepSummaryBytes * 0.9);
    expect(text).toMatch(/_\d+ more parts would not fit here: they are in the report's file\._\n$/);
    expect(text.match(/<details>/g)?.length).toBe(text.match(/<\/details>/g)?.length);
  });

  it.each([commentBytes - 256, 5000, 600])('holds several reports in %i bytes, the failed ones first', (maxBytes) => {
    const passed = sampleReport({ cases: [sampleCase('a', ['right'])], gates: [] });
    const reports = [
      { ...passed, status: 'passed' as const },
      sampleReport({ cases: manyCases(400, '漢'.repeat(900)) }),
    ];
    const text = renderSummary(reports, maxBytes);
    expect(Buffer.byteLength(text)).toBeLessThanOrEqual(maxBytes);
    expect(text.indexOf('❌')).toBeLessThan(text.indexOf('✅'));
  });
});

describe('a summary of several reports', () => {
  it('gives each its share of the room: a long one leaves some for the others', () => {
    const long = sampleReport({ cases: manyCases(1000) });
    const short = sampleReport({ cases: [sampleCase('a', ['right'])] });
    const text = renderSummary([long, short], 40_000);
    expect(text).toContain('would not fit here');
    expect(text.slice(text.indexOf('### ✅'))).toContain('Where and how');
  });
});

describe('annotations', () => {
  it('are ten at most, the gates first, and the last one counts the rest', () => {
    const report = sampleReport({ cases: manyCases(40) });
    const found = annotate([report]);
    const failed = report.gates.filter(({ status }) => status === 'failed').length;
    expect(found).toHaveLength(10);
    expect(found.slice(0, failed).map(({ code }) => code)).toEqual(['safe-pass-rate', 'unsafe-answers']);
    expect(found[failed]).toMatchObject({
      code: 'failed-case',
      source: { file: 'fixtures/prompts/basic.yaml', line: 6 },
    });
    expect(found.at(-1)?.message).toMatch(new RegExp(`^${20 + failed - 9} more`));
  });

  it('are none where nothing is wrong', () => {
    expect(annotate([sampleReport({ cases: [sampleCase('a', ['right'])] })])).toEqual([]);
  });
});

describe('junit', () => {
  it('counts what it lists, in the order of the schema', async () => {
    const [file] = await formats.junit.render(sample, {});
    const parser = new XMLParser({
      ignoreAttributes: false,
      attributeNamePrefix: '@',
      parseAttributeValue: true,
      isArray: (name) => name === 'testcase',
    });
    const { testsuite } = parser.parse(file?.text ?? '').testsuites;
    expect(
      testsuite.testcase.filter((each: object) => '@name' in each && String(each['@name']).startsWith('gate ')),
    ).toHaveLength(5);
    const having = (name: string): number => testsuite.testcase.filter((each: object) => name in each).length;
    expect(testsuite).toMatchObject({
      '@tests': testsuite.testcase.length,
      '@failures': having('failure'),
      '@errors': having('error'),
      '@skipped': having('skipped'),
    });
    expect([having('failure'), having('error'), having('skipped')]).toEqual([6, 1, 1]);
    expect(Object.keys(testsuite).filter((key) => !key.startsWith('@'))).toEqual([
      'properties',
      'testcase',
      'system-out',
    ]);
    for (const each of testsuite.testcase)
      expect(
        Object.keys(each)
          .filter((key) => !key.startsWith('@'))
          .at(-1),
      ).toBe('system-out');
  });
});

describe('benchmark', () => {
  it('has each direction in its own file, and no point for what was not measured', async () => {
    const unmeasured = { id: 'gpu-use', label: 'GPU', unit: '%', value: null, n: 0, better: 'bigger' } as const;
    const report = sampleReport({ measurements: [...sample.measurements, unmeasured] });
    const files = await formats.benchmark.render(report, {});
    const names = files.map(({ text }) =>
      (JSON.parse(text) as { name: string }[]).map(({ name }) => name.split(' / ')[2]),
    );
    expect(files.map(({ ending }) => ending)).toEqual(['.smaller-is-better.json', '.bigger-is-better.json']);
    expect(names[0]).toEqual(expect.arrayContaining(['latency-mean', 'peak-memory']));
    expect(names[1]).toEqual(['throughput', 'safe-pass-rate', 'dangerous-stopped-rate', 'bias-pass-rate']);
  });
});

describe('html', () => {
  it('asks for nothing from elsewhere, and runs nothing but its own', async () => {
    const [file] = await formats.html.render(sample, {});
    const page = file?.text ?? '';
    expect(page).toContain("default-src 'none'");
    expect(page.replace(/xmlns(?::xlink)?="[^"]*"/g, '')).not.toMatch(
      /https?:|\/\/[a-z]|url\(|@import|<link|<img|<iframe/i,
    );
    expect(page.replace(/<script>[\s\S]*<\/script>/, '')).not.toMatch(/<script|\son\w+=/i);
  });

  it('stays small with many cases and long answers', async () => {
    const usual = await formats.html.render(sampleReport({ cases: manyCases(500, 'ls -la '.repeat(100)) }), {});
    expect(usual[0]?.text.length).toBeLessThan(1_500_000);
    const huge = await formats.html.render(sampleReport({ cases: manyCases(3000, '<'.repeat(4000)) }), {});
    expect(huge[0]?.text.length).toBeLessThan(6_000_000);
  });
});
