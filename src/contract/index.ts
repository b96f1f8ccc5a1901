/** What authoring, the command line and other programs agree on. */
export { exitCodes } from './exit-codes.ts';
export { type FindingsReport, findingSchema, findingsReportSchema } from './findings.ts';
