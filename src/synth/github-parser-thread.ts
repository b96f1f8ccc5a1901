/** Reads workflows with GitHub's parser on a thread of its own, beside the rules. */
import { parentPort } from 'node:worker_threads';
import { readWorkflows } from './github-parser-entry.ts';

parentPort?.on('message', async (files: readonly { readonly path: string; readonly text: string }[]) => {
  parentPort?.postMessage(await readWorkflows(files));
});
