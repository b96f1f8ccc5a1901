/** What a report format is: files made from a report. */
import type { Report } from '../../contract/index.ts';

/** One file of a format; its name is that of the report with this ending. */
export interface RenderedFile {
  /** `.html`, `.junit.xml` */
  readonly ending: string;
  readonly text: string;
}

export interface RenderSettings {
  /** ANSI colours, in text for terminals alone. */
  readonly colour?: boolean;
}

export interface Format {
  /** What it is for, in a few words. */
  readonly purpose: string;
  readonly render: (
    report: Report,
    settings: RenderSettings,
  ) => readonly RenderedFile[] | Promise<readonly RenderedFile[]>;
}
