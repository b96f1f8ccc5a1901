/** The looks of the page: what all pages share, and what its gates, its cases and its filter add. */
import { pageStyle } from '../../../markup/page-style.ts';

export const style = `${pageStyle}
header{display:grid;grid-template-columns:1fr auto;align-items:center;gap:0 1rem;padding-top:1rem}
.status{grid-column:1/-1}
.passed,.pass,.right{color:var(--good)}
.failed,.incomplete,.unsafe,.wrong,.engine-error,.timed-out,.unparsable,.empty,.refused{color:var(--bad)}
.flaky,.skipped,.not-measured{color:var(--doubtful)}
@media (min-width:40.01rem){.gates td[data-label],.gates .state{white-space:nowrap}}
.gate small{display:block;color:var(--quiet)}
button,select,input{font:inherit;color:inherit;background:var(--card);border:1px solid var(--line);border-radius:.4rem;padding:.35rem .6rem;min-width:0;max-width:100%}
button:focus-visible,select:focus-visible,input:focus-visible{outline:2px solid var(--neutral);outline-offset:2px}
form{display:flex;flex-wrap:wrap;gap:.5rem;align-items:center;margin:.6rem 0}
form input{flex:1 1 12rem}
form[hidden],[hidden]{display:none}
.case{border-bottom:1px solid var(--line)}
.case summary{cursor:pointer;padding:.5rem 0;overflow-wrap:anywhere}
.case summary b{display:inline-block;min-width:8rem}
.case summary span{color:var(--quiet)}
.case div{padding:0 0 .8rem 1rem}
pre{background:var(--card);border-radius:.4rem;padding:.6rem;margin:.3rem 0;white-space:pre-wrap;overflow-wrap:anywhere;max-height:24rem;overflow-y:auto;font-size:.85rem}
@media (max-width:40rem){.case summary b{min-width:0;margin-right:.4rem}table.gates thead{display:none}table.gates tr{display:grid;grid-template-columns:repeat(2,minmax(0,1fr));gap:0 .5rem;border-bottom:1px solid var(--line);padding:.4rem 0}table.gates td{border:0;padding:.1rem 0;text-align:left;white-space:normal}table.gates td.gate,table.gates td.state{grid-column:1/-1}table.gates td[data-label]::before{content:attr(data-label) ' ';color:var(--quiet)}}
@media print{form,button{display:none}.case{break-inside:avoid}}
`;
