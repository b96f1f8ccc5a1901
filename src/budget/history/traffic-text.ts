/** Writes traffic as the block of `pipewright.config.ts` that says the same. */
import type { Traffic } from '../../config/budget.ts';
import { type Diagnostic, printable } from '../../diagnostics/index.ts';

/**
 * TypeScript to paste into `defineConfig({ … })`, with what is to say of it as comments above.
 *
 * File names are hostile: whatever they hold becomes a string, or part of a comment.
 *
 * @example
 * renderTraffic({ defaultBranch: 'main', pushes: [{ perDay: 2, varies: true }], pullRequests: [], dispatches: [] }, []);
 * // traffic: {
 * //   pushes: [
 * //     { perDay: 2 },
 * //   ],
 * // },
 */
export function renderTraffic(traffic: Traffic, findings: readonly Diagnostic[]): string {
  const { defaultBranch, pushes, pullRequests, dispatches } = traffic;
  return [
    ...findings.flatMap(remarksOf),
    'traffic: {',
    ...(defaultBranch === 'main' ? [] : [`  defaultBranch: ${render(defaultBranch)},`]),
    ...listOf('pushes', pushes),
    ...listOf('pullRequests', pullRequests),
    ...listOf('dispatches', dispatches),
    '},',
  ].join('\n');
}

const remarksOf = ({ message, hint }: Diagnostic): string[] =>
  [message, hint].flatMap((text) => (text === undefined ? [] : [`// ${showInvisible(printable(text))}`]));

function listOf(name: string, entries: readonly Readonly<Record<string, unknown>>[]): string[] {
  if (entries.length === 0) return [];
  return [`  ${name}: [`, ...entries.map((entry) => `    ${render(withoutDefaults(entry))},`), '  ],'];
}

/** What applies where nothing is said. */
const defaults: Readonly<Record<string, unknown>> = {
  ...{ varies: true, fork: false, synchronizations: 2, labels: [], inputs: {} },
};

const withoutDefaults = (entry: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> =>
  Object.fromEntries(
    Object.entries(entry).filter(
      ([key, value]) => value !== undefined && JSON.stringify(value) !== JSON.stringify(defaults[key]),
    ),
  );

function render(value: unknown): string {
  if (typeof value === 'string') return quote(value);
  if (Array.isArray(value)) return `[${value.map(render).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const fields = Object.entries(value).map(([key, each]) => `${renderKey(key)}: ${render(each)}`);
  return fields.length === 0 ? '{}' : `{ ${fields.join(', ')} }`;
}

/** `__proto__: x` would not be a key. */
const renderKey = (key: string): string => {
  if (key === '__proto__') return "['__proto__']";
  return /^[A-Za-z_]\w*$/.test(key) ? key : quote(key);
};

const quote = (text: string): string =>
  `'${showInvisible(JSON.stringify(text).slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'"))}'`;

/** Control characters, line ends, marks that change the direction of reading, and what shows as nothing. */
const invisible = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Co}\p{Cn}\p{Cs}]/gu;

const showInvisible = (text: string): string =>
  text.replace(invisible, (each) =>
    [...utf16Units(each)].map((unit) => `\\u${unit.toString(16).padStart(4, '0')}`).join(''),
  );

const utf16Units = (text: string): number[] =>
  Array.from({ length: text.length }, (_, index) => text.charCodeAt(index));
