/** Models: which there are, which one a run takes, and how it comes onto this machine. */
export { cacheFolder, type Metadata } from './cache.ts';
export { builtinModels, localDefault } from './catalog.ts';
export { type Choice, type ChoiceContext, chooseDownload, chooseModel, isCi, isOffline, isPath } from './choose.ts';
export { type DownloadLimits, defaultDownloadLimits } from './download/download.ts';
export { type Hub, hubOf } from './download/hub.ts';
export { remoteFacts } from './download/remote-facts.ts';
export { embeddedDescription, embeddedId, embeddedModelFile } from './embedded.ts';
export { type CachedModel, type EnsureRequest, ensureModel } from './ensure-model.ts';
export { formatBytes } from './format-bytes.ts';
export { type Inspection, inspect } from './inspect.ts';
export { type LockedModel, lockedFacts, type ModelLock, strayLocks } from './lock.ts';
export { lockFile, readLock, readLockFile, writeLockFile } from './lock-file.ts';
export { catalogOf, filterModels, findModel, findModels, type ModelFilter, smallest } from './lookup.ts';
export type { ModelEvent, OnModelEvent } from './progress.ts';
export { downloadedIds, type ResolvedModel, type ResolveOptions, resolveModel } from './resolve.ts';
