/** The options of a sub-command whose verb has options of the same names. */
import type { Command } from 'commander';

/**
 * The options of a command, with those that the verb above it took before it could.
 *
 * @param more options of the verb that the command takes without declaring them
 */
export function withParentOptions<T extends object>(command: Command, more: readonly string[] = []): T {
  const { parent } = command;
  const taken = Object.entries(parent?.opts() ?? {}).filter(([name]) => parent?.getOptionValueSource(name) === 'cli');
  const known = new Set([...command.options.map((option) => option.attributeName()), ...more]);
  const foreign = taken.find(([name]) => !known.has(name));
  const option = parent?.options.find((each) => each.attributeName() === foreign?.[0]);
  if (option) command.error(`error: unknown option '${option.long}'`);
  return { ...command.opts<T>(), ...Object.fromEntries(taken) };
}
