/** The settings of a repository. */
export { type Config, type ConfigOptions, configSchema } from './config.ts';
export { defineConfig } from './define-config.ts';
export { type Model, modelSchema, sizeClasses } from './model.ts';
