/** Engines: what runs models. */
export { type DetectedEngine, detectEngine } from './detect-engine.ts';
export {
  type Abilities,
  type BatchOptions,
  type Engine,
  type EngineDescription,
  EngineError,
  type EngineTrouble,
  type GenerateOptions,
  type Generation,
  type LoadedModel,
  type LoadOptions,
  type Message,
} from './engine.ts';
export { createEngine, type EngineChoice, type EngineName, engineNames, type PublicEngineName } from './registry.ts';
