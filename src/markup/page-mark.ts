/** The comment at the top of a generated page. */

/** A comment of Markdown and HTML; it ends at the first mark that ends one, wherever it stands. */
export const pageMarkOf = (text: string): string => `<!-- ${text.replaceAll('>', '&gt;')} -->`;
