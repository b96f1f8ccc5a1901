/**
 * A report as JUnit XML, which most services of CI can show.
 *
 * Source of the shape: https://github.com/jenkinsci/xunit-plugin/blob/master/src/main/resources/org/jenkinsci/plugins/xunit/types/model/xsd/junit-10.xsd
 */
import type { CaseReport, Gate, Report } from '../../../contract/index.ts';
import { harmless, plainLine } from '../../../markup/plain-line.ts';
import type { Format } from '../format.ts';
import { worstAttempt } from '../verdict-order.ts';

export const junit: Format = {
  purpose: 'for services that show test results',
  render: async (report) => [{ ending: '.junit.xml', text: await renderJunit(report) }],
};

/** An element's attributes begin with `@`; its text is `#`. */
type Element = Readonly<Record<string, unknown>>;

async function renderJunit(report: Report): Promise<string> {
  const { XMLBuilder } = await import('fast-xml-parser');
  const builder = new XMLBuilder({
    ignoreAttributes: false,
    attributeNamePrefix: '@',
    textNodeName: '#',
    format: true,
    suppressBooleanAttributes: false,
    suppressEmptyNode: true,
  });
  const suites = suitesOf(report);
  return builder.build({ '?xml': { '@version': '1.0', '@encoding': 'UTF-8' }, testsuites: suites });
}

function suitesOf(report: Report): Element {
  const { cases, suite } = report;
  const gates = report.gates.filter(({ status }) => status === 'failed').map((gate) => gateOf(gate, suite));
  const unfinished = report.status === 'incomplete' ? [unfinishedOf(report)] : [];
  const failed = cases.filter(isFailure).length + gates.length;
  const errors = cases.filter(isError).length + unfinished.length;
  const tests = cases.length + gates.length + unfinished.length;
  const counts = { '@tests': tests, '@failures': failed, '@errors': errors };
  const time = seconds(report.timings.totalMs);
  return {
    '@name': 'pipewright',
    ...counts,
    '@time': time,
    testsuite: {
      '@name': attribute(`${suite} ${report.model.id}`),
      ...counts,
      '@skipped': cases.filter(isSkipped).length,
      '@time': time,
      '@timestamp': report.startedAt.replace(/\.\d+Z$|Z$/, ''),
      properties: { property: propertiesOf(report) },
      testcase: [...cases.map((each) => testcaseOf(each, suite)), ...gates, ...unfinished],
      'system-out': {
        '#': content(report.gates.map(({ id, status, message }) => `${status} ${id}: ${message}`).join('\n')),
      },
    },
  };
}

const hasError = (each: CaseReport): boolean =>
  ['engine-error', 'timed-out'].includes(worstAttempt(each)?.verdict ?? '');
const isError = (each: CaseReport): boolean => each.outcome === 'failed' && hasError(each);
const isFailure = (each: CaseReport): boolean => each.outcome === 'failed' && !hasError(each);
const isSkipped = ({ outcome }: CaseReport): boolean => outcome === 'not-measured';

function propertiesOf({ settings, model, engine, fixtures, tool, status, shards }: Report): Element[] {
  const values = {
    status,
    seed: settings.seed,
    temperature: settings.temperature,
    repeat: settings.repeat,
    policy: settings.policy,
    model: model.id,
    'model.sha256': model.sha256 ?? 'unknown',
    'model.test-instrument': model.testInstrument,
    engine: `${engine.name} ${engine.version} (${engine.build})`,
    device: engine.device,
    'fixtures.sha256': fixtures.sha256,
    shards: shards.map(({ index, count }) => `${index}/${count}`).join(' '),
    tool: `${tool.name} ${tool.version}`,
  };
  return Object.entries(values).map(([name, value]) => ({ '@name': name, '@value': attribute(String(value)) }));
}

function testcaseOf(each: CaseReport, suite: Report['suite']): Element {
  const time = each.attempts.reduce((sum, { latencyMs }) => sum + latencyMs, 0);
  return {
    '@name': attribute(each.id),
    '@classname': attribute(`${suite}.${each.category}`),
    '@time': seconds(time),
    ...outcomeOf(each),
    'system-out': { '#': content(protocolOf(each)) },
  };
}

/** A suite can fail while no case does, such as by a flaky one: whoever reads only this has to see it. */
const gateOf = ({ id, message }: Gate, suite: Report['suite']): Element => ({
  '@name': attribute(`gate ${id}`),
  '@classname': attribute(`${suite}.gates`),
  '@time': seconds(0),
  failure: { '@message': attribute(message), '@type': 'gate' },
  'system-out': { '#': content(message) },
});

const unfinishedOf = ({ suite, statusReason = 'it did not say why' }: Report): Element => ({
  '@name': 'the whole suite',
  '@classname': attribute(`${suite}.gates`),
  '@time': seconds(0),
  error: { '@message': attribute(`incomplete: ${statusReason}`), '@type': 'incomplete' },
  'system-out': { '#': content(statusReason) },
});

function outcomeOf(each: CaseReport): Element {
  const attempt = worstAttempt(each);
  const reason = attributeOr(attempt?.reasons[0], 'no attempt says why');
  if (isSkipped(each)) return { skipped: { '@message': reason } };
  if (each.outcome !== 'failed') return {};
  const told = {
    '@message': reason,
    '@type': attempt?.verdict ?? 'failed',
    '#': content((attempt?.reasons ?? []).join('\n')),
  };
  return isError(each) ? { error: told } : { failure: told };
}

function protocolOf({ source, prompt, attempts, outcome }: CaseReport): string {
  const place = source === undefined ? [] : [`case: ${source.file}:${source.line}:${source.column}`];
  const answers = attempts
    .slice(0, 10)
    .map(
      ({ verdict, answer, latencyMs }, index) =>
        `attempt ${index + 1}: ${verdict}, ${Math.round(latencyMs)} ms\n${answer}`,
    );
  return [...place, `outcome: ${outcome}`, `prompt: ${prompt}`, ...answers].join('\n');
}

const seconds = (ms: number): string => (ms / 1000).toFixed(3);
const attribute = (text: string): string => withoutNonCharacters(plainLine(text, 500));
const attributeOr = (text: string | undefined, otherwise: string): string => attribute(text ?? '') || otherwise;
const content = (text: string): string => withoutNonCharacters(harmless(text));

/** XML can hold neither. Source: https://www.w3.org/TR/xml/#charsets */
const withoutNonCharacters = (text: string): string => text.replace(/[\ufffe\uffff]/g, '\ufffd');
