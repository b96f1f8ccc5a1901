/** The looks that all pages share: colours for light and dark, text, tables and pictures, from the width of a phone on. */
const light = `--back:#ffffff;--card:#f5f7fa;--ink:#1c2430;--quiet:#596575;--line:#d5dbe3;--good:#1a7f4b;--bad:#c2293b;--doubtful:#8f5f00;--neutral:#3b6fc4;color-scheme:light`;
const dark = `--back:#12161c;--card:#1b212a;--ink:#e4e9f0;--quiet:#9aa7b7;--line:#323c49;--good:#4cc38a;--bad:#ff7b86;--doubtful:#e2b04a;--neutral:#7aa7f0;color-scheme:dark`;

/** The colours alone, as CSS declarations. */
export const pageColours = { light, dark } as const;

/** A page follows the reader's system; the class `light` or `dark` on its root says otherwise. */
export const pageStyle = `
:root{${light}}
@media (prefers-color-scheme:dark){:root{${dark}}}
:root.light{${light}}
:root.dark{${dark}}
*{box-sizing:border-box}
body{margin:0;background:var(--back);color:var(--ink);font:16px/1.5 system-ui,sans-serif}
header,main{max-width:70rem;margin:0 auto;padding:0 1rem}
h1{font-size:1.5rem;margin:0;overflow-wrap:anywhere}
h2{font-size:1.15rem;margin:2rem 0 .6rem}
p{margin:.4rem 0}
.badge{display:inline-block;padding:0 .6rem;border-radius:1rem;border:1px solid currentColor;font-weight:600}
.note{background:var(--card);border-left:4px solid var(--doubtful);padding:.5rem .8rem;border-radius:0 .3rem .3rem 0;overflow-wrap:anywhere}
dl{display:grid;grid-template-columns:max-content 1fr;gap:.2rem 1rem;margin:.8rem 0}
dt{color:var(--quiet)}
dd{margin:0;overflow-wrap:anywhere}
.scroll{overflow-x:auto}
table{border-collapse:collapse;width:100%;font-size:.93rem}
th,td{text-align:left;padding:.35rem .7rem .35rem 0;border-bottom:1px solid var(--line);vertical-align:top}
th{color:var(--quiet);font-weight:500}
.number{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}
.plain .number{padding-right:1.5rem}
.legend span{margin-right:.8rem;font-size:.85rem}
svg{display:block;max-width:100%;height:auto}
.charts{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,30rem),1fr));gap:1rem}
figure{margin:0;background:var(--card);border-radius:.5rem;padding:.7rem;min-width:0}
figcaption{font-weight:600;font-size:.95rem;margin-bottom:.3rem}
.narrow{display:none}
summary:focus-visible{outline:2px solid var(--neutral);outline-offset:2px}
@media (max-width:40rem){.wide{display:none}.narrow{display:block}dl{grid-template-columns:1fr}dt{margin-top:.4rem}}
`;
