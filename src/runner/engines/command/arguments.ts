/** Fills a command's placeholders: `{prompt}`, `{model}`, `{seed}`, `{temperature}`, `{maxTokens}`. */

export interface PlaceholderValues {
  readonly prompt: string;
  readonly model: string;
  readonly seed: number;
  readonly temperature: number;
  readonly maxTokens: number;
}

export type Placeholder = keyof PlaceholderValues;

const placeholders = ['prompt', 'model', 'seed', 'temperature', 'maxTokens'] as const satisfies readonly Placeholder[];
const pattern = new RegExp(`\\{(${placeholders.join('|')})\\}`, 'g');

/** Which placeholders a command has; other braces are its own. */
export function placeholdersOf(command: readonly string[]): ReadonlySet<Placeholder> {
  const found = command.flatMap((part) => [...part.matchAll(pattern)].map(([, name]) => name as Placeholder));
  return new Set(found);
}

/**
 * The command with its placeholders filled in: each part stays one part, whatever the values hold.
 *
 * @example
 * fillArguments(['my-cli', '--ask={prompt}'], { prompt: 'hi; rm -rf /', … }); // ['my-cli', '--ask=hi; rm -rf /']
 */
export function fillArguments(command: readonly string[], values: PlaceholderValues): string[] {
  return command.map((part) => part.replace(pattern, (_, name: Placeholder) => String(values[name])));
}
