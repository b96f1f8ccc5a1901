/** The looks of the budget's page: what all pages share, and what its verdict, its tables and its pictures add. */
import { pageColours, pageStyle } from '../../../markup/page-style.ts';
import type { ThemeColours } from '../../../markup/picture.ts';

/** Text in `--ink` is readable on each of the heats. */
const light = '--heat-0:#ffffff;--heat-1:#dfe9fa;--heat-2:#bcd1f4;--heat-3:#97b8ee;--heat-4:#719ee6;--critical:#b3400e';
const dark = '--heat-0:#12161c;--heat-1:#1d2f4b;--heat-2:#25406d;--heat-3:#2d5190;--heat-4:#3562af;--critical:#ff9d5c';

/** The colours of the pictures. */
export const colours: ThemeColours = {
  light: `${pageColours.light};${light}`,
  dark: `${pageColours.dark};${dark}`,
};

export const style = `${pageStyle}
:root{${light}}
@media (prefers-color-scheme:dark){:root{${dark}}}
tbody th{color:inherit;font-weight:inherit}
header{padding-top:1rem}
header p{font-size:1.1rem}
.within,.free{color:var(--good)}
.billed{color:var(--doubtful)}
.over,.blocked{color:var(--bad)}
main{padding-bottom:3rem}
h3{font-size:1rem;margin:1.2rem 0 .4rem}
a{color:var(--neutral)}
code{font:.9em ui-monospace,monospace;overflow-wrap:anywhere}
details{border-bottom:1px solid var(--line);padding:.3rem 0}
summary{cursor:pointer;padding:.3rem 0;overflow-wrap:anywhere}
summary small{color:var(--quiet);font-size:1em}
.usage th:first-child{position:sticky;left:0;background:var(--back);min-width:8rem;max-width:14rem}
.usage thead th{vertical-align:bottom}
.usage th.number{white-space:normal}
.usage .number{padding-left:.4rem;padding-right:.6rem}
td.words{min-width:12rem}
.legend{font-size:.85rem;display:flex;flex-wrap:wrap;gap:.2rem .9rem;margin:.4rem 0 0}
.legend span{margin:0}
.legend i{display:inline-block;width:.9rem;height:.9rem;border-radius:.2rem;border:1px solid var(--line);vertical-align:-.1rem;margin-right:.3rem}
.graph{margin:.6rem 0}
.graph svg{max-width:none}
.scroll:focus-visible{outline:2px solid var(--neutral);outline-offset:2px}
ul,ol{padding-left:1.2rem;margin:.4rem 0}
li{overflow-wrap:anywhere}
@media print{details{break-inside:avoid}}
`;
