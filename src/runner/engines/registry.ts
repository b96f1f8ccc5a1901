/** The engines by name: an engine is one file beside this one, and one line here. */
import { type CommandSettings, commandEngine } from './command.ts';
import type { Engine } from './engine.ts';
import { llamaEngine } from './llama.ts';
import { type ScriptedSettings, scriptedEngine } from './scripted.ts';

/** What each engine is told when it is made. */
interface SettingsByEngine {
  readonly llama: undefined;
  readonly command: CommandSettings;
  readonly scripted: ScriptedSettings;
}

export type EngineName = keyof SettingsByEngine;

export const engines = {
  llama: () => llamaEngine(),
  command: commandEngine,
  scripted: scriptedEngine,
} as const satisfies { readonly [Name in EngineName]: (settings: SettingsByEngine[Name]) => Engine };

/** The engines that people may name; the scripted one is for tests of the harness. */
export const engineNames = ['llama', 'command'] as const satisfies readonly EngineName[];
export type PublicEngineName = (typeof engineNames)[number];

/** An engine with all that it has to be told. */
export type EngineChoice =
  | { readonly engine: 'llama' }
  | ({ readonly engine: 'command' } & CommandSettings)
  | ({ readonly engine: 'scripted' } & ScriptedSettings);

/**
 * Makes an engine; nothing is started before it is used.
 *
 * @example
 * const engine = createEngine({ engine: 'command', command: ['my-cli', '{prompt}'] });
 */
export function createEngine(choice: EngineChoice): Engine {
  switch (choice.engine) {
    case 'llama':
      return engines.llama();
    case 'command':
      return engines.command(choice);
    case 'scripted':
      return engines.scripted(choice);
  }
}
