/** The month as one picture, for a README: the calendar, and below it the minutes as they add up. */
import type { BudgetReport } from '../../contract/budget.ts';
import { loadSvgDrawing, moveShapes, type Picture, type Shape } from '../../markup/draw-shapes.ts';
import { pictureFile, pictureWidths } from '../../markup/picture.ts';
import { formatMonth } from './format-time.ts';
import { colours } from './html/style.ts';
import { sumsTitle } from './minutes-so-far.ts';
import { minutesCounted } from './month-weeks.ts';
import { accumulationPicture } from './pictures/accumulation.ts';
import { calendarPicture } from './pictures/calendar.ts';
import { headlineOf } from './verdict.ts';

/** Pixels. */
const margin = 14;
const titleHeight = 30;

/**
 * The picture of a month.
 *
 * @example
 * await renderBudgetSvg(report); // '<svg … aria-label="Within the included minutes. Minutes of the quota by day …'
 */
export async function renderBudgetSvg(report: BudgetReport): Promise<string> {
  const toSvg = await loadSvgDrawing();
  const calendar = calendarPicture(report, 'wide');
  const sums = accumulationPicture(report, 'wide');
  const calendarTitle = `${minutesCounted(report)} by day, ${formatMonth(report.month)} (UTC)`;
  const parts = [title(headlineOf(report), 16), titled(calendarTitle, calendar), titled(sumsTitle(report), sums)];
  const description = [headlineOf(report), calendar.description, sums.description].join('. ');
  return pictureFile(toSvg(stackPictures(description, parts)), description, colours);
}

const title = (text: string, size = 13): Picture => ({
  ...{ description: text, width: pictureWidths.wide, height: titleHeight },
  shapes: [{ kind: 'text', text, x: 0, y: titleHeight / 2, fill: 'ink', size, bold: true }],
});

const titled = (text: string, picture: Picture): Picture =>
  stackPictures(picture.description, [title(text), picture], 0);

function stackPictures(description: string, parts: readonly Picture[], around = margin): Picture {
  let height = around;
  const shapes: Shape[] = [];
  for (const part of parts) {
    shapes.push(...moveShapes(part.shapes, around, height));
    height += part.height;
  }
  return { description, width: pictureWidths.wide + 2 * around, height: height + around, shapes };
}
