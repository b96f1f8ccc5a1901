/** Reads here-documents: the delimiter behind `<<`, and the bodies that follow the line. */
import { readExpanded, readWord } from './quoting.ts';
import type { HereDocument, Scan } from './scan.ts';
import { valuesSince } from './scan.ts';

/** Reads the delimiter; the body waits for the end of the line. */
export function openHereDocument(scan: Scan, stripTabs: boolean): HereDocument {
  let document: HereDocument | undefined;
  scan.forbid('here-document-delimiter', () => {
    const word = readWord(scan);
    document = { delimiter: word.quoted ? word.prefix : word.raw, quoted: word.quoted, stripTabs, ...openAt(scan) };
  });
  const opened = document ?? { delimiter: '', quoted: true, stripTabs, ...openAt(scan) };
  scan.hereDocuments.push(opened);
  return opened;
}

const openAt = (scan: Scan) => ({ pipeline: scan.pipeline, forbidden: undefined, visits: [] });

/** Consumes a line break, and the bodies of the here-documents that the line opened. */
export function readLineBreak(scan: Scan): void {
  scan.at++;
  const opened = scan.hereDocuments;
  scan.hereDocuments = [];
  for (const document of opened) readBody(scan, document);
}

function readBody(scan: Scan, document: HereDocument): void {
  const { bodyEnd, next } = findEnd(scan, document);
  const outer = { end: scan.end, pipeline: scan.pipeline };
  const count = scan.visits.length;
  scan.end = bodyEnd;
  scan.pipeline = document.pipeline;
  scan.forbid(document.forbidden, () => {
    if (document.quoted) scan.skipLiterally(bodyEnd, 'quoted-here-document');
    else while (!scan.done) readExpanded(scan, 'here-document');
  });
  document.visits = valuesSince(scan, count);
  scan.end = outer.end;
  scan.pipeline = outer.pipeline;
  scan.at = next;
}

/** Finds the line that equals the delimiter; in an open here-document a backslash joins a line with the next. */
function findEnd(scan: Scan, document: HereDocument): { bodyEnd: number; next: number } {
  let joined = false;
  for (let start = scan.at; start < scan.end; ) {
    const lineBreak = scan.text.indexOf('\n', start);
    const end = lineBreak < 0 || lineBreak > scan.end ? scan.end : lineBreak;
    const line = scan.text.slice(start, end);
    const own = document.stripTabs ? line.replace(/^\t+/, '') : line;
    if (!joined && own === document.delimiter) return { bodyEnd: start, next: Math.min(end + 1, scan.end) };
    joined = !document.quoted && /(?:^|[^\\])(?:\\\\)*\\$/.test(line);
    start = end + 1;
  }
  scan.unfinished ??= `the here-document ${document.delimiter}`;
  return { bodyEnd: scan.end, next: scan.end };
}
