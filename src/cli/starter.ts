/** The first pipeline of a repository: what it needs to know of package.json, and the text of the file. */
import { posix } from 'node:path';
import type { Config } from '../config/index.ts';

/** What `init` reads from package.json. */
export interface PackageFacts {
  readonly scripts: Readonly<Record<string, string>>;
  readonly packageManager: 'npm' | 'pnpm' | 'yarn';
  readonly hasLock: boolean;
  /** Written by projen: edits would be overwritten. */
  readonly projen: boolean;
  readonly hasPipewright: boolean;
  readonly hasTypeScript: boolean;
}

/**
 * A pipeline that installs and runs the scripts that the repository has.
 *
 * @example
 * starterPipeline({ scripts: { test: 'vitest run' }, … }, { pipelines: 'pipelines', generated: 'generated' });
 */
export function starterPipeline(facts: PackageFacts, config: Pick<Config, 'pipelines' | 'generated'>): string {
  const { packageManager, hasLock } = facts;
  const scripts = ['lint', 'build', 'test'].filter(
    (name) => name in facts.scripts && !isPlaceholder(facts.scripts[name]),
  );
  const install = hasLock
    ? { npm: 'npm ci', pnpm: 'pnpm install --frozen-lockfile', yarn: 'yarn install --immutable' }
    : installs;
  const enable = packageManager === 'npm' ? [] : ['corepack enable'];
  const commands = [...enable, install[packageManager], ...scripts.map((name) => `${packageManager} run ${name}`)];
  const cache = packageManager === 'npm' && hasLock ? `, cache: 'npm'` : '';
  return `/** Installs and tests every push to main and every pull request. */
import { job, run, sh, workflow } from 'pipewright';
import { checkout, setupNode } from '${actionsFrom(config)}';

const test = job('test', {
  runsOn: 'ubuntu-24.04',
  timeoutMinutes: 10,
  permissions: { contents: 'read' },
  steps: [
    checkout(),
    setupNode({ 'node-version': '24'${cache} }),
${commands.map((command) => `    run(sh\`${command}\`),\n`).join('')}  ],
});

export default workflow({
  name: 'CI',
  on: { push: { branches: ['main'] }, pullRequest: {} },
  jobs: [test],
});
`;
}

function actionsFrom({ pipelines, generated }: Pick<Config, 'pipelines' | 'generated'>): string {
  const [from, to] = [pipelines, `${generated}/actions/index.ts`].map((path) => path.replaceAll('\\', '/'));
  const path = posix.relative(from ?? '', to ?? '');
  return path.startsWith('.') ? path : `./${path}`;
}

const installs = { npm: 'npm install', pnpm: 'pnpm install', yarn: 'yarn install' };

/** The script that `npm init` writes, which only fails. */
const isPlaceholder = (script: string | undefined): boolean => script?.includes('no test specified') === true;

/** The settings with which an editor and the type-check read the pipelines. */
export const starterTsconfig = `{
  "compilerOptions": {
    "target": "es2022",
    "module": "esnext",
    "moduleResolution": "bundler",
    "strict": true,
    "noEmit": true,
    "allowImportingTsExtensions": true,
    "skipLibCheck": true
  },
  "include": ["."]
}
`;
