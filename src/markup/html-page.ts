/** A page of HTML that needs nothing else: no network, no server, and to be read no scripts. */
import { createHash } from 'node:crypto';

export interface HtmlPage {
  /** What stands before the page: a comment. */
  readonly mark?: string;
  /** Escaped. */
  readonly title: string;
  readonly style: string;
  /** Finished HTML. */
  readonly header: string;
  readonly main: string;
  readonly script?: string;
}

/** Puts a page together. Its policy lets nothing in but its own style and script. */
export function renderPage({ mark, title, style, header, main, script }: HtmlPage): string {
  return `${mark === undefined ? '' : `${mark}\n`}<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8"/>
<meta http-equiv="Content-Security-Policy" content="${policyOf(style, script)}"/>
<meta name="viewport" content="width=device-width, initial-scale=1"/>
<meta name="referrer" content="no-referrer"/>
<title>${title}</title>
<style>${style}</style>
</head>
<body>
<header>
${header}
</header>
<main>
${main}
</main>
${script === undefined ? '' : `<script>${script}</script>\n`}</body>
</html>
`;
}

const hashOf = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

/** Nothing is fetched, and nothing runs but the texts with these hashes; pictures have style attributes. */
const policyOf = (style: string, script: string | undefined): string =>
  [
    "default-src 'none'",
    ...(script === undefined ? [] : [`script-src ${hashOf(script)}`]),
    `style-src-elem ${hashOf(style)}`,
    "style-src-attr 'unsafe-inline'",
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
