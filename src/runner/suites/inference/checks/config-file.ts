/** The settings file is read, what is wrong in it is told, and the model that it names answers. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Config } from '../../../../config/index.ts';
import { PipelineError } from '../../../../diagnostics/index.ts';
import { type Check, judge, notMeasured } from '../check.ts';

const limit = 12_345;
const good = `export default { gates: { 'load-time': ${limit} }, labels: ['check'] };\n`;
const bad = "export default { gates: { 'load-tiem': 1 } };\n";

export const configFile: Check = {
  id: 'config-file',
  title: 'the settings file is read, and its mistakes are told',
  why: 'a setting that is silently passed over looks like one that is kept',
  tags: ['contract'],
  run: async ({ settings: { loadConfig } }) => {
    if (!loadConfig) return notMeasured('nothing here reads settings files: run it through the command line');
    const config = await loadText(loadConfig, good);
    const refusal = await loadText(loadConfig, bad);
    const faults = [
      ...(config instanceof PipelineError ? [`good settings are refused: ${config.message}`] : faultsOfConfig(config)),
      ...(refusal instanceof PipelineError ? faultsOfRefusal(refusal) : ['a misspelt gate is passed over']),
    ];
    return judge(faults, 'good settings are kept, and a misspelt one is told with its place');
  },
};

/** The settings, or what is said about them. */
async function loadText(
  loadConfig: (folder: string) => Promise<Config>,
  text: string,
): Promise<Config | PipelineError> {
  const folder = await mkdtemp(join(tmpdir(), 'pipewright-config-'));
  try {
    await writeFile(join(folder, 'pipewright.config.ts'), text);
    return await loadConfig(folder);
  } catch (error) {
    if (error instanceof PipelineError) return error;
    throw error;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

const faultsOfConfig = ({ gates, labels }: Config): string[] => [
  ...(gates['load-time'] === limit ? [] : [`the limit of load-time is ${gates['load-time']}, not ${limit}`]),
  ...(labels.includes('check') ? [] : ['the label is lost']),
];

function faultsOfRefusal({ findings }: PipelineError): string[] {
  const [finding] = findings;
  if (!finding?.message.includes('load-tiem')) return ['what is said about a misspelt gate does not name it'];
  return finding.source === undefined ? ['what is said about a misspelt gate does not say where'] : [];
}
