/** The projen component: `npx projen` writes the workflows together with everything else. */
export { Pipelines, type PipelinesOptions } from './pipelines.ts';
