/** The pictures of the page, each drawn for a wide and for a narrow screen. */
import type { BudgetReport } from '../../../contract/budget.ts';
import type { Draw } from '../../../markup/draw-shapes.ts';
import type { PictureSize } from '../../../markup/picture.ts';
import { formatMonth } from '../format-time.ts';
import { sumsTitle } from '../minutes-so-far.ts';
import { levelRanges, minutesCounted } from '../month-weeks.ts';
import { accumulationPicture } from '../pictures/accumulation.ts';
import { calendarPicture } from '../pictures/calendar.ts';
import { jobGraphPicture } from '../pictures/job-graph.ts';
import { type RunPart, runLines } from '../workflow-parts.ts';

export function monthPictures(report: BudgetReport, draw: Draw): string {
  const { month, quota } = report;
  const ranges = levelRanges(report).map(
    ({ level, range }) => `<span><i style="background:var(--heat-${level})"></i>${range}</span>`,
  );
  const calendar = figure(`${minutesCounted(report)} by day, ${formatMonth(month)} (UTC)`, ranges, (size) =>
    draw(calendarPicture(report, size), size),
  );
  const key = quota.included > 0 ? [`<span>The bar at the end: where eight of ten months end</span>`] : [];
  const accumulation = figure(sumsTitle(report), key, (size) => draw(accumulationPicture(report, size), size));
  return `<div class="charts">\n${calendar}\n${accumulation}\n</div>`;
}

const figure = (caption: string, legend: readonly string[], drawn: (size: PictureSize) => string): string =>
  `<figure><figcaption>${caption}</figcaption>\n${drawn('wide')}\n${drawn('narrow')}\n${legend.length > 0 ? `<p class="legend">${legend.join('')}</p>` : ''}</figure>`;

/** The jobs of a run; empty where they are too many. */
export function runPicture(part: RunPart, draw: Draw): string {
  const { nodes } = part;
  if (!nodes) return '';
  const description = runLines(part).join('; ');
  const drawn = (size: PictureSize): string => draw(jobGraphPicture(nodes, description, size), size);
  const dashed = nodes.some(({ certain }) => !certain) ? '<span>dashed: may be skipped</span>' : '';
  const legend = `<p class="legend"><span>◆ and thick: the critical path</span>${dashed}</p>`;
  return `<section class="scroll graph" tabindex="0" aria-label="Picture of one run">${drawn('wide')}\n${drawn('narrow')}</section>${legend}`;
}
