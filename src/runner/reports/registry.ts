/** Every report format; each is one file below `formats/`. */
import type { Format } from './format.ts';
import { annotations } from './formats/annotations.ts';
import { benchmark } from './formats/benchmark.ts';
import { html } from './formats/html.ts';
import { junit } from './formats/junit.ts';
import { markdown } from './formats/markdown.ts';
import { text } from './formats/text.ts';

export const formats = { text, markdown, html, junit, benchmark, annotations } as const satisfies Readonly<
  Record<string, Format>
>;

export type FormatName = keyof typeof formats;

export const formatNames = Object.keys(formats) as FormatName[];
