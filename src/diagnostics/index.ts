/** Findings: their shape, their places and how they are shown. */
export { CallSite, userFrame } from './call-site.ts';
export {
  type Diagnostic,
  type Part,
  PipelineError,
  type Severity,
  type Source,
  type SourceLocation,
} from './diagnostic.ts';
export { jsonMistake } from './json-mistake.ts';
export {
  formatLocation,
  printable,
  type RenderOptions,
  relativeFile,
  relativeFindings,
  renderAnnotations,
  renderText,
} from './render.ts';
export { formatRoute, type Route } from './route.ts';
export { didYouMean, suggest } from './suggest.ts';
