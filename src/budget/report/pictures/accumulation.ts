/** The minutes of the month as they add up, against what is included. */
import type { BudgetReport } from '../../../contract/budget.ts';
import type { Picture, Point, Shape } from '../../../markup/draw-shapes.ts';
import { type PictureSize, pictureWidths } from '../../../markup/picture.ts';
import { formatCount } from '../../format-amount.ts';
import { formatDay, formatMonth } from '../format-time.ts';
import { type Sum, sumsOf } from '../minutes-so-far.ts';
import { minutesCounted } from '../month-weeks.ts';

/** Pixels. */
const height = 260;
const margin = { left: 48, top: 24, bottom: 24 } as const;
const labelSize = 11;

/** Where a day and a number of minutes lie. */
interface Field {
  readonly left: number;
  readonly right: number;
  readonly bottom: number;
  readonly at: (day: number, minutes: number) => Point;
}

export function accumulationPicture(report: BudgetReport, size: PictureSize): Picture {
  const sums = sumsOf(report);
  const width = pictureWidths[size];
  const scale = scaleOf(report, sums);
  const field = fieldOf(width - (report.quota.included > 0 ? 62 : 16), sums.length, scale.max);
  const shapes = [
    ...drawScale(field, scale),
    ...drawDays(field, sums, size === 'wide' ? 3 : 7),
    ...drawSums(field, sums),
    ...(report.quota.included > 0 ? [...drawQuota(field, report), ...drawRange(field, report)] : []),
  ];
  return { description: describe(report, sums), width, height, shapes };
}

interface Scale {
  readonly step: number;
  readonly max: number;
}

/** Room for everything that is drawn, in round steps. */
function scaleOf({ quota, trials }: BudgetReport, sums: readonly Sum[]): Scale {
  const most = Math.max(1, quota.included, trials.drawn.p90, sums.at(-1)?.minutes ?? 0) * 1.06;
  const power = 10 ** Math.floor(Math.log10(most));
  const step = [0.2, 0.25, 0.5, 1, 2].map((part) => part * power).find((each) => most / each <= 5) ?? power;
  return { step, max: Math.ceil(most / step) * step };
}

function fieldOf(right: number, days: number, max: number): Field {
  const { left, top } = margin;
  const bottom = height - margin.bottom;
  const x = (day: number): number => left + ((day - 1) / Math.max(1, days - 1)) * (right - left);
  const at = (day: number, minutes: number): Point => ({ x: x(day), y: bottom - (minutes / max) * (bottom - top) });
  return { left, right, bottom, at };
}

function drawScale({ left, right, at }: Field, { step, max }: Scale): Shape[] {
  const steps = Array.from({ length: Math.round(max / step) + 1 }, (_, index) => index * step);
  return steps.flatMap((minutes): Shape[] => {
    const { y } = at(1, minutes);
    const label = { x: left - 8, y, align: 'right', fill: 'quiet', size: labelSize } as const;
    return [level(left, right, y, 'line'), { kind: 'text', text: formatCount(minutes), ...label }];
  });
}

const level = (left: number, right: number, y: number, stroke: string): Shape => ({
  ...{ kind: 'line', stroke },
  points: [
    { x: left, y },
    { x: right, y },
  ],
});

const drawDays = ({ bottom, at }: Field, sums: readonly Sum[], every: number): Shape[] =>
  sums
    .filter(({ day }) => (day - 1) % every === 0)
    .map(({ day }) => ({
      ...{ kind: 'text', text: String(day), x: at(day, 0).x, y: bottom + 13 },
      ...{ align: 'center', fill: 'quiet', size: labelSize },
    }));

function drawSums({ at }: Field, sums: readonly Sum[]): Shape[] {
  const points = sums.map(({ day, minutes }) => at(day, minutes));
  const [first, last] = [sums.at(0), sums.at(-1)];
  if (!first || !last) return [];
  return [
    { kind: 'area', points: [at(first.day, 0), ...points, at(last.day, 0)], fill: 'neutral', opacity: 0.15 },
    { kind: 'line', points, stroke: 'neutral', lineWidth: 2.5 },
  ];
}

/** What is included, and the day on which it is used up. */
function drawQuota({ left, right, bottom, at }: Field, { quota, exceededOn, month }: BudgetReport): Shape[] {
  const { y } = at(1, quota.included);
  const included = `${formatCount(quota.included)} included`;
  const line = { ...level(left, right, y, 'bad'), lineWidth: 1.5, dash: [5, 3] };
  const lines: Shape[] = [line, { kind: 'text', text: included, x: left + 6, y: y - 9, fill: 'ink', size: labelSize }];
  if (exceededOn === null) return lines;
  const { x } = at(exceededOn, 0);
  const day = { x, y: margin.top - 9, align: 'center', fill: 'ink', size: labelSize } as const;
  return [
    ...lines,
    ...[
      {
        kind: 'line',
        points: [
          { x, y: bottom },
          { x, y: margin.top },
        ],
        stroke: 'bad',
        lineWidth: 1.5,
        dash: [2, 3],
      } as const,
    ],
    { kind: 'text', text: formatDay(exceededOn, month), ...day },
  ];
}

/** Where months like this one end: the tenth part of the trials below the range, and a tenth above it. */
function drawRange({ at, right }: Field, { days, trials: { drawn } }: BudgetReport): Shape[] {
  const [low, high] = [at(days.length, drawn.p10), at(days.length, drawn.p90)];
  const x = right + 10;
  const ticks = [low, high].map(({ y }) => level(x - 4, x + 4, y, 'ink'));
  const label = (text: string, y: number): Shape => ({ kind: 'text', text, x: x + 7, y, fill: 'ink', size: labelSize });
  const apart = low.y - high.y > 14;
  return [
    {
      kind: 'line',
      points: [
        { x, y: low.y },
        { x, y: high.y },
      ],
      stroke: 'ink',
      lineWidth: 1.5,
    },
    ...ticks,
    label(formatCount(drawn.p90), apart ? high.y : high.y - 4),
    ...(apart ? [label(formatCount(drawn.p10), low.y)] : []),
  ];
}

function describe(report: BudgetReport, sums: readonly Sum[]): string {
  const { quota, month, exceededOn, trials } = report;
  const end = `${minutesCounted(report)} add up to ${formatCount(sums.at(-1)?.minutes ?? 0)} in ${formatMonth(month)}`;
  if (quota.included === 0) return end;
  const range = `eight of ten months end between ${formatCount(trials.drawn.p10)} and ${formatCount(trials.drawn.p90)}`;
  const used = exceededOn === null ? '' : `; the quota is used up on ${formatDay(exceededOn, month)}`;
  return `${end}; ${formatCount(quota.included)} are included${used}; ${range}`;
}
