/** Action bindings: the facts about actions, the TypeScript that is generated from them, and their lock. */
export { builtinActions, type GeneratedFile, generateActions } from './builtin.ts';
export { type BindingSource, checkPins } from './check-pins.ts';
export { generateBindings } from './generate.ts';
export {
  type ActionLock,
  actionLockSchema,
  type LockedAction,
  type LockedFacts,
  lockOf,
  readLock,
  renderLock,
  toCatalog,
} from './lock.ts';
export {
  type ActionMetadata,
  actionMetadataSchema,
  checkMetadata,
  type InputMetadata,
  readMetadata,
} from './metadata.ts';
