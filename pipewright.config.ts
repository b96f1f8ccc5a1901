/** The settings of this repository's pipelines. */
import { defineConfig } from 'pipewright';

export default defineConfig({ pipelines: 'pipelines', generated: 'generated' });
