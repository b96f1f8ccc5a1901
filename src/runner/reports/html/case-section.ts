/** The cases of the page: a form to filter them, and what was said and judged in each. */
import type { Attempt, CaseReport, Measurement, Report } from '../../../contract/index.ts';
import { escapeHtml } from '../../../markup/escape-html.ts';
import { formatAmount } from '../../measure/format.ts';
import { countCategories, countVerdicts } from '../tally.ts';
import { worstAttempt, worstFirst } from '../verdict-order.ts';
import { section } from './sections.ts';

/** Characters of answers in one page; what is beyond is in the report's file. */
const answerBudget = 600_000;
const mostCases = 5000;
const outcomes = ['failed', 'flaky', 'not-measured', 'passed'] as const;

export function caseSection({ cases }: Report): string {
  if (cases.length === 0) return '';
  const shown = worstFirst(cases).slice(0, mostCases);
  const answers = shown.reduce((sum, { attempts }) => sum + attemptsShown(attempts).length, 1);
  const characters = Math.min(4000, Math.floor(answerBudget / answers));
  const list = shown.map((each) => caseDetails(each, characters)).join('\n');
  const rest = cases.length - shown.length;
  const left = rest > 0 ? `<p class="note">${rest} more cases are in the report's file.</p>` : '';
  return section('Cases', `${filterForm(cases)}${list}${left}`);
}

/** Hidden until the page's script can answer to it. */
function filterForm(cases: readonly CaseReport[]): string {
  const categories = countCategories(cases).map(({ category }) => escapeHtml(category, 100));
  const fields = [
    select(
      'outcome',
      outcomes.filter((each) => cases.some(({ outcome }) => outcome === each)),
    ),
    select(
      'verdict',
      countVerdicts(cases).map(({ verdict }) => verdict),
    ),
    select('category', categories.toSorted()),
    '<input type="search" name="text" placeholder="Search" aria-label="Search"/>',
    '<output id="shown"></output>',
  ];
  return `<form id="filter" hidden="hidden">${fields.join('')}</form>`;
}

function select(name: string, options: readonly string[]): string {
  const all = options.map((each) => `<option value="${each}">${each}</option>`).join('');
  return `<select name="${name}" aria-label="${name}"><option value="">every ${name}</option>${all}</select>`;
}

function caseDetails(each: CaseReport, characters: number): string {
  const { category, outcome, attempts, prompt } = each;
  const verdicts = [...new Set(attempts.map(({ verdict }) => verdict))].join(' ');
  const data = `data-outcome="${outcome}" data-verdicts="${verdicts}" data-category="${escapeHtml(category, 100)}"`;
  const content = [
    `<p>Asked:</p><pre>${escapeHtml(prompt, 1000)}</pre>`,
    ...attemptsShown(attempts).map((attempt) => attemptDetails(attempt, characters)),
    measuredLine(each.measurements),
    placeLine(each.source),
  ];
  return `<details class="case" ${data}>${summaryOf(each)}<div>${content.join('')}</div></details>`;
}

function summaryOf(each: CaseReport): string {
  const { id, category, outcome, attempts } = each;
  const word = outcome === 'failed' ? (worstAttempt(each)?.verdict ?? outcome) : outcome;
  const right = attempts.filter(({ verdict }) => verdict === 'right').length;
  const told = `<span>${escapeHtml(category, 60)}, ${right} of ${attempts.length} right</span>`;
  return `<summary><b class="${word}">${word.replace('-', ' ')}</b> ${escapeHtml(id, 120)} ${told}</summary>`;
}

/** One for each verdict; a hundred right answers say no more than one. */
const attemptsShown = (attempts: readonly Attempt[]): readonly Attempt[] =>
  attempts.filter(({ verdict }, index) => attempts.findIndex((other) => other.verdict === verdict) === index);

function attemptDetails({ verdict, answer, reasons, latencyMs, risk, action }: Attempt, characters: number): string {
  const judged = [risk === undefined ? '' : `, risk ${risk}`, action === undefined ? '' : `, ${action}`].join('');
  const list = reasons.slice(0, 10).map((reason) => `<li>${escapeHtml(reason, 500)}</li>`);
  return [
    `<p><b class="${verdict}">${verdict}</b>, ${formatAmount(latencyMs, 'ms')}${judged}</p>`,
    list.length === 0 ? '' : `<ul>${list.join('')}</ul>`,
    `<pre>${escapeHtml(answer, characters)}</pre>`,
  ].join('');
}

function measuredLine(measurements: readonly Measurement[]): string {
  const amounts = measurements
    .slice(0, 20)
    .map(
      ({ label, value, unit }) =>
        `${escapeHtml(label, 80)} ${value === null ? 'not measured' : formatAmount(value, unit)}`,
    );
  return amounts.length === 0 ? '' : `<p>${amounts.join(', ')}</p>`;
}

const placeLine = (source: CaseReport['source']): string =>
  source === undefined ? '' : `<p>Case: ${escapeHtml(`${source.file}:${source.line}:${source.column}`, 200)}</p>`;
