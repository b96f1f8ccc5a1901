/** Text that every shell context takes as it is. */

/** Whether a literal of the author's means itself in any place of a script, quoted or not. */
export const safeText = (text: string): boolean => /^[A-Za-z0-9_@%+:,./-]+$/.test(text);
