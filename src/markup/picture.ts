/** A drawing as a part of a page: in two widths, of which the page's style shows the one that fits. */
import { escapeHtml } from './escape-html.ts';

export type PictureSize = 'wide' | 'narrow';

/** Pixels. */
export const pictureWidths = { wide: 520, narrow: 300 } as const satisfies Record<PictureSize, number>;

/**
 * Puts a drawing on a page, without what the drawing library adds for a pointer: the page's policy would refuse it.
 *
 * @param description what it shows, in words, for those who can't see it
 */
export const pictureBox = (svg: string, description: string, size: PictureSize): string =>
  `<div class="${size}">${withoutPointer(svg).replace('<svg', () => `<svg role="img" aria-label="${escapeHtml(description)}"`)}</div>`;

const withoutPointer = (svg: string): string =>
  svg
    .replace(/<style\s*>[\s\S]*?<\/style>/g, '')
    .replace(/ (?:class="zr[^"]*"|ecmeta_\w+="[^"]*"|pointer-events="\w+"|xml:space="preserve")/g, '');
