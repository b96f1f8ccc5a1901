/** Reports: reading and writing them, every format, merging shards, comparing models. */
export { type CommentOutcome, markerOf, publishComment } from './comment/comment.ts';
export type { Format, RenderedFile } from './format.ts';
export { annotate, mostAnnotations } from './formats/annotations.ts';
export { renderMarkdown } from './formats/markdown.ts';
export { commentBytes, stepSummaryBytes } from './markdown/blocks.ts';
export type { NamedReport } from './merge/belonging.ts';
export { compareModels, type ModelComparison, modelComparisonSchema } from './merge/compare-models.ts';
export { renderComparison, renderComparisonMarkdown } from './merge/comparison-table.ts';
export { mergeReports, missingShards } from './merge/merge-reports.ts';
export { looksLikeReport, parseReport, readReport, readText } from './read-report.ts';
export { type FormatName, formatNames, formats } from './registry.ts';
export { renderSummary } from './summary.ts';
export { type FormatsToWrite, writeFormats, writeReport, writeWhole } from './write-files.ts';
