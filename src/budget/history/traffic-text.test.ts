/** Traffic as text means the same when it is read again, whatever the names are. */
import { transformSync } from 'esbuild';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Traffic, trafficSchema } from '../../config/budget.ts';
import { renderTraffic } from './traffic-text.ts';

function readAgain(text: string): Traffic {
  const { code } = transformSync(`const config = {\n${text}\n};`, { loader: 'ts' });
  return trafficSchema.parse(new Function(`${code}; return config.traffic;`)());
}

const name = fc.oneof(
  fc.string({ minLength: 1 }),
  fc.string({ unit: 'binary', minLength: 1 }),
  fc.constantFrom(
    "it's",
    '\\',
    "\\'",
    '"',
    '`${x}`',
    '\u2028',
    '\r\n',
    '*/',
    '\u202e',
    '__proto__',
    '\ud800',
    '\0',
    '\u{1f600}',
  ),
);
const often = {
  perDay: fc.double({ min: 0, max: 1000, noNaN: true }).map((each) => Number(each.toPrecision(6))),
  varies: fc.boolean(),
};
const changed = fc.option(fc.array(name, { maxLength: 3 }), { nil: undefined });
const traffic = fc
  .record({
    defaultBranch: name,
    pushes: fc.array(fc.record({ ...often, changed })),
    pullRequests: fc.array(fc.record({ ...often, changed, labels: fc.array(name), fork: fc.boolean() })),
    dispatches: fc.array(fc.record({ ...often, workflow: name, inputs: fc.dictionary(name, name) })),
  })
  .map((each) => trafficSchema.parse(each));

describe('the text of traffic', () => {
  it('is short', () => {
    const given = trafficSchema.parse({
      pushes: [{ perDay: 0.5, changed: ["it's.ts"] }],
      pullRequests: [{ perDay: 0.25, synchronizations: 1.5 }],
    });
    const finding = { severity: 'info' as const, code: 'x', message: 'ten\ndays', hint: '::error::x' };
    expect(renderTraffic(given, [finding])).toBe(
      [
        '// ten\\u000adays\n// > ::error::x',
        'traffic: {',
        "  pushes: [\n    { perDay: 0.5, changed: ['it\\'s.ts'] },\n  ],",
        '  pullRequests: [\n    { perDay: 0.25, synchronizations: 1.5 },\n  ],',
        '},',
      ].join('\n'),
    );
  });

  it('means the same when it is read again', () => {
    fc.assert(
      fc.property(traffic, name, (given, message) => {
        const text = renderTraffic(given, [{ severity: 'info', code: 'x', message }]);
        expect(readAgain(text)).toEqual(given);
        // One line for each entry, and nothing that a terminal or an editor would act on.
        expect(text.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u);
      }),
    );
  });
});
