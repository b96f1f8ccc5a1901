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

/**
 * A drawing as a file of its own, for the `img` of a README: it brings its colours, light and dark.
 *
 * @param colours of `:root`, as CSS declarations
 */
export function pictureFile(svg: string, description: string, colours: ThemeColours): string {
  const style = `<style>:root{${colours.light}}@media (prefers-color-scheme:dark){:root{${colours.dark}}}</style>`;
  const back = '<rect width="100%" height="100%" rx="8" fill="var(--card)"/>';
  const label = escapeHtml(description);
  return `${withoutPointer(svg)
    .replace('<svg', () => `<svg role="img" aria-label="${label}"`)
    .replace(/(<svg[^>]*>)/, (open) => `${open}<title>${label}</title>${style}${back}`)}\n`;
}

export interface ThemeColours {
  readonly light: string;
  readonly dark: string;
}
