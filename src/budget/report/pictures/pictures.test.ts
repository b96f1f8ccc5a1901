/** The pictures: whatever the month, everything lies inside, no job covers another, and the marks stand where they must. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { reportWith, smallReport } from '../../../../fixtures/budget/report/sample-reports.ts';
import type { BudgetReport } from '../../../contract/budget.ts';
import type { BoxShape, Picture, Shape } from '../../../markup/draw-shapes.ts';
import type { GraphNode } from '../graph/run-graph.ts';
import { accumulationPicture } from './accumulation.ts';
import { calendarPicture } from './calendar.ts';
import { jobGraphPicture } from './job-graph.ts';

const sizes = ['wide', 'narrow'] as const;

function cornersOf(shape: Shape): { x: number; y: number }[] {
  switch (shape.kind) {
    case 'box':
      return [shape, { x: shape.x + shape.width, y: shape.y + shape.height }];
    case 'curve':
      return [shape.from, shape.to, ...shape.bends];
    case 'text':
      return [shape];
    default:
      return [...shape.points];
  }
}

/** With the width of a border, no more. */
function expectInside({ width, height, shapes }: Picture): void {
  for (const { x, y } of shapes.flatMap(cornersOf)) {
    expect(x).toBeGreaterThanOrEqual(0);
    expect(x).toBeLessThanOrEqual(width);
    expect(y).toBeGreaterThanOrEqual(0);
    expect(y).toBeLessThanOrEqual(height);
  }
}

const textsOf = ({ shapes }: Picture): string[] =>
  shapes.flatMap((shape) => (shape.kind === 'text' ? [shape.text] : []));
const boxesOf = ({ shapes }: Picture): BoxShape[] => shapes.filter((shape) => shape.kind === 'box');

const amount = fc.oneof(
  fc.constant(0),
  fc.double({ min: 0.01, max: 3, noNaN: true }),
  fc.integer({ min: 1, max: 1_000_000 }),
);
const anyMonth = fc
  .record({
    days: fc.array(amount, { minLength: 1, maxLength: 31 }),
    p10: amount,
    more: amount,
    isPublic: fc.boolean(),
  })
  .map(({ days, p10, more, isPublic }): BudgetReport => {
    const report = reportWith(isPublic ? 'free' : 'over');
    const drawnSoFar = (index: number): number => days.slice(0, index + 1).reduce((sum, each) => sum + each, 0);
    const used = days.findIndex((_, index) => drawnSoFar(index) > report.quota.included);
    return {
      ...report,
      days: days.map((drawn, index) => ({
        ...{ day: index + 1, runs: 1, billableMinutes: Math.round(drawn), drawn, drawnSoFar: drawnSoFar(index) },
      })),
      exceededOn: isPublic || used < 0 ? null : used + 1,
      trials: { ...report.trials, drawn: { p10, median: p10 + more / 2, p90: p10 + more } },
    };
  });

describe.each(sizes)('%s, the pictures of any month', (size) => {
  it('hold everything', () => {
    fc.assert(
      fc.property(anyMonth, (report) => {
        expectInside(accumulationPicture(report, size));
        expectInside(calendarPicture(report, size));
      }),
    );
  });
});

describe('the calendar', () => {
  it('has a value for each day', () => {
    const texts = textsOf(calendarPicture(smallReport(), 'wide'));
    expect(texts.slice(0, 7)).toEqual(['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun']);
    expect(texts.slice(7, 11)).toEqual(['1', '0', '2', '31']);
    expect(texts).toHaveLength(7 + 2 * 28);
  });
});

describe('the minutes as they add up', () => {
  const report = reportWith('over');

  it('cross the line of the quota on the day that is marked', () => {
    const days = report.days.map((day) => ({ ...day, drawnSoFar: day.day < 17 ? day.day * 100 : 2000 + day.day }));
    const { shapes } = accumulationPicture({ ...report, days, exceededOn: 17 }, 'wide');
    const lines = shapes.filter((shape) => shape.kind === 'line');
    const quota = lines.find(({ stroke, dash }) => stroke === 'bad' && dash?.[0] === 5)?.points[0];
    const day = lines.find(({ stroke, dash }) => stroke === 'bad' && dash?.[0] === 2)?.points[0];
    const sums = lines.find(({ stroke }) => stroke === 'neutral')?.points ?? [];
    const first = sums.find(({ y }) => y < (quota?.y ?? 0));
    expect(first?.x).toBeCloseTo(day?.x ?? 0, 6);
  });

  it('have the quota, the day and the range as words', () => {
    const texts = textsOf(accumulationPicture(report, 'narrow'));
    expect(texts).toEqual(expect.arrayContaining(['2,000 included', '25 February', '2,553', '2,089']));
  });

  it('have none of them on a public repository', () => {
    const picture = accumulationPicture(reportWith('free'), 'wide');
    expect(textsOf(picture).join(' ')).not.toMatch(/included|February/);
    expect(picture.shapes.some((shape) => shape.kind === 'line' && shape.stroke === 'bad')).toBe(false);
  });

  it('are told in words', () => {
    const { description } = accumulationPicture(report, 'wide');
    expect(description).toBe(
      'Minutes of the quota add up to 2,321 in February 2026; 2,000 are included; the quota is used up on 25 February; eight of ten months end between 2,089 and 2,553',
    );
  });
});

const anyGraph = fc
  .array(
    fc.record({
      needs: fc.array(fc.nat(), { maxLength: 3 }),
      count: fc.integer({ min: 1, max: 999 }),
      critical: fc.boolean(),
      certain: fc.boolean(),
      title: fc.string(),
    }),
    { minLength: 1, maxLength: 20 },
  )
  .map((all) =>
    all.map(({ needs, ...node }, index): GraphNode => {
      const before = index === 0 ? [] : needs.map((need) => need % index);
      return { ...node, seconds: 60, labels: ['ubuntu-24.04'], needs: [...new Set(before)].toSorted((a, b) => a - b) };
    }),
  );

const apart = (one: BoxShape, other: BoxShape): boolean =>
  one.x + one.width <= other.x ||
  other.x + other.width <= one.x ||
  one.y + one.height <= other.y ||
  other.y + other.height <= one.y;

describe.each(sizes)('%s, the jobs of any run', (size) => {
  it('lie inside, and none covers another', () => {
    fc.assert(
      fc.property(anyGraph, (nodes) => {
        const picture = jobGraphPicture(nodes, 'jobs', size);
        expectInside(picture);
        const boxes = boxesOf(picture);
        expect(boxes).toHaveLength(nodes.length);
        for (const [index, box] of boxes.entries())
          for (const other of boxes.slice(index + 1)) expect(apart(box, other)).toBe(true);
      }),
    );
  });
});

describe('the jobs of a run', () => {
  const node = (title: string, needs: readonly number[], more: Partial<GraphNode> = {}): GraphNode => ({
    ...{ title, needs, count: 1, seconds: 90, labels: ['ubuntu-24.04'], certain: true, critical: false, ...more },
  });

  it.each(sizes)('%s, have the critical path thick and with a mark, and what may be skipped dashed', (size) => {
    const nodes = [
      node('a', [], { critical: true }),
      node('b', [0], { critical: true, count: 256 }),
      node('c', [0], { certain: false }),
    ];
    const picture = jobGraphPicture(nodes, 'jobs', size);
    expect(boxesOf(picture).map(({ stroke, lineWidth, dash }) => [stroke, lineWidth, dash !== undefined])).toEqual([
      ['critical', 2.5, false],
      ['critical', 2.5, false],
      ['quiet', 1, true],
    ]);
    expect(textsOf(picture)).toEqual(
      expect.arrayContaining(['a', 'b', '× 256', 'c', '◆ 1m 30s · ubuntu-24.04', '1m 30s · ubuntu-24.04']),
    );
    const lines = picture.shapes.filter((shape) => shape.kind === 'curve' || shape.kind === 'line');
    expect(lines.map(({ stroke }) => stroke).toSorted()).toEqual(['critical', 'quiet']);
  });

  it('stand in several columns where none waits for another', () => {
    const { width, height } = jobGraphPicture(
      Array.from({ length: 8 }, (_, index) => node(`n${index}`, [])),
      'jobs',
      'wide',
    );
    expect(width).toBeGreaterThan(4 * 210);
    expect(height).toBeLessThan(130);
  });
});
