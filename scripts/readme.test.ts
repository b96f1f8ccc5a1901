/** Executes every code block of the README: what it shows is what happens. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';

interface Block {
  readonly language: string;
  readonly title: string;
  readonly text: string;
}

const root = fileURLToPath(new URL('..', import.meta.url));
const readme = readFileSync(join(root, 'README.md'), 'utf8');
const blocks = [...readme.matchAll(/^```(\w+) ?([^\n]*)\n([\s\S]*?)^```$/gm)].map(
  ([, language = '', title = '', text = '']): Block => ({ language, title, text }),
);
const folders: string[] = [];

/** A repository as the README's reader has it: initialised, with the pipelines that the README shows. */
function repository(): string {
  const folder = mkdtempSync(join(tmpdir(), 'pipewright-readme-'));
  folders.push(folder);
  mkdirSync(join(folder, 'node_modules'));
  for (const name of ['typescript', 'projen', 'constructs', 'zod']) {
    symlinkSync(join(root, 'node_modules', name), join(folder, 'node_modules', name));
  }
  symlinkSync(root, join(folder, 'node_modules/pipewright'));
  writeFileSync(join(folder, 'package.json'), '{ "name": "demo", "type": "module" }\n');
  pipewright(folder, 'init');
  rmSync(join(folder, 'pipelines/ci.ts'));
  for (const { language, title, text } of blocks)
    if (language === 'ts' && title.includes('/')) write(folder, title, text);
  return folder;
}

function write(folder: string, path: string, text: string): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text);
}

function pipewright(
  folder: string,
  ...args: readonly string[]
): { readonly output: string; readonly status: number | null } {
  const { FORCE_COLOR, GITHUB_ACTIONS, NODE_OPTIONS, ...inherited } = process.env;
  const env = { ...inherited, NO_COLOR: '1' };
  const { stdout, stderr, status } = spawnSync(process.execPath, [join(root, 'dist/cli/main.js'), ...args], {
    cwd: folder,
    encoding: 'utf8',
    env,
  });
  return { output: stdout + stderr, status };
}

/** The command of a console block, and what it printed when the README was written. */
function consoleBlock(title: string): { readonly args: readonly string[]; readonly printed: string } {
  const text = blocks.find((block) => block.language === 'console' && block.title === title)?.text ?? '';
  const [command = '', ...printed] = text.trimEnd().split('\n');
  expect(command).toMatch(/^\$ npx pipewright /);
  return { args: command.split(' ').slice(3), printed: printed.join('\n') };
}

function mkdtempHere(): string {
  const folder = mkdtempSync(join(tmpdir(), 'pipewright-readme-'));
  folders.push(folder);
  return folder;
}

/** What differs from run to run and from machine to machine: numbers, units, checksums. */
const withoutNumbers = (line: string): string =>
  line
    .replace(/sha256 \w+/g, 'sha256')
    .replace(/\d[\d.,]*( ?(ms|s|MB|kB|GB))?\b/g, '#')
    .replace(/ +/g, ' ');

/** Every line that is shown is printed, in that order; a line of dots stands for what is left out. */
function expectLines(output: string, shown: string): void {
  const lines = output.split('\n');
  let from = 0;
  for (const line of shown.split('\n').filter((each) => each !== '…')) {
    expect(lines.slice(from)).toContain(line);
    from = lines.indexOf(line, from) + 1;
  }
}

const body = (text: string): string => text.split('\n').slice(3).join('\n');
const block = (title: string): string =>
  blocks.find((each) => each.title === title && each.language !== 'console')?.text ?? '';

afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

describe('README', { timeout: 60_000 }, () => {
  const folder = repository();

  it('shows pipelines that type-check and synthesize', () => {
    expect(pipewright(folder, 'synth')).toMatchObject({ status: 0, output: expect.stringContaining('created') });
  });

  it.each(blocks.filter(({ language }) => language === 'yaml').map(({ title }) => title))(
    'shows %s as it is',
    (path) => {
      expect(body(readFileSync(join(folder, path), 'utf8'))).toBe(block(path));
    },
  );

  it('opens with a pipeline of twelve lines', () => {
    expect(blocks[0]?.text.trimEnd().split('\n')).toHaveLength(12);
  });

  it('shows the findings for the mistakes it names', () => {
    const { args, printed } = consoleBlock('mistakes');
    const broken = repository();
    const text = block('pipelines/test.ts')
      .replace("'node-version'", 'node_version')
      .replace('ubuntu-24.04', 'ubuntu-2404');
    write(broken, 'pipelines/test.ts', text);
    const { output, status } = pipewright(broken, ...args);
    expect({ output: output.trimEnd(), status }).toEqual({ output: printed, status: 1 });
  });

  it('shows mistakes that do not compile, line by line', () => {
    const broken = repository();
    const [imports, declarations, mistakes] = block('mistakes').split('\n\n');
    const lines = mistakes?.trimEnd().split('\n') ?? [];
    write(broken, 'pipelines/mistakes.ts', [imports, declarations, ...lines, 'export default 1;'].join('\n'));
    const { findings } = JSON.parse(pipewright(broken, 'synth', '--json').output) as {
      findings: { code: string; source: { file: string; line: number } }[];
    };
    const first = `${imports}\n${declarations}\n`.split('\n').length;
    const found = findings.filter(
      ({ code, source }) => code === 'type-error' && source.file === 'pipelines/mistakes.ts',
    );
    expect(new Set(found.map(({ source }) => source.line))).toEqual(new Set(lines.map((_, index) => first + index)));
  });

  it('shows what lint says of a file that was written by hand', () => {
    const { args, printed } = consoleBlock('lint');
    const other = mkdtempHere();
    write(other, '.github/workflows/models.yml', block('.github/workflows/models.yml'));
    const { output, status } = pipewright(other, ...args);
    expect({ output: output.trimEnd(), status }).toEqual({ output: printed, status: 1 });
  });

  it('shows a switch that lint takes', () => {
    const other = mkdtempHere();
    const step = blocks.find(({ language, title }) => language === 'yml' && title === '')?.text ?? '';
    const job = `on: push\npermissions: {}\njobs:\n  a:\n    runs-on: ubuntu-24.04\n    timeout-minutes: 5\n    steps:\n`;
    write(other, '.github/workflows/a.yml', job + step);
    expect(pipewright(other, 'lint')).toEqual({ output: 'nothing to report in 1 file\n', status: 0 });
    write(other, '.github/workflows/a.yml', job + step.replace(/ #.*/, ''));
    expect(pipewright(other, 'lint').output).toContain('[swallowed-failure]');
  });

  it('shows a page with the words of the pipeline', () => {
    const page = readFileSync(join(folder, 'generated/pipelines/nightly-models.md'), 'utf8');
    expect(page).toContain('The hub limits requests: run the job again in an hour.');
    expect(page).toContain('Fetches the models that the tests of the night use.');
  });

  it('shows how drift is told', () => {
    const { args, printed } = consoleBlock('drift');
    const file = join(folder, '.github/workflows/test.yml');
    writeFileSync(file, readFileSync(file, 'utf8').replace('timeout-minutes: 30', 'timeout-minutes: 300'));
    const { output, status } = pipewright(folder, ...args);
    expect({ output: output.trimEnd(), status }).toEqual({ output: printed, status: 1 });
    expect(pipewright(folder, 'check', '--fix').status).toBe(0);
    expect(pipewright(folder, 'check').status).toBe(0);
  });

  it('shows what an event would run', () => {
    const { args, printed } = consoleBlock('plan');
    expect(pipewright(folder, ...args)).toEqual({ output: `${printed}\n`, status: 0 });
  });

  it('shows what a month costs', () => {
    const { args, printed } = consoleBlock('budget');
    const { output, status } = pipewright(folder, ...args);
    expect(status).toBe(0);
    expectLines(output, printed);
  });

  it('shows what a change costs', () => {
    const { args, printed } = consoleBlock('diff');
    const changed = mkdtempHere();
    mkdirSync(join(changed, 'node_modules'));
    symlinkSync(root, join(changed, 'node_modules/pipewright'));
    write(changed, 'package.json', '{ "name": "demo", "type": "module" }\n');
    write(changed, '.gitignore', 'node_modules\n');
    const nightly = block('pipelines/night.ts');
    write(changed, 'pipelines/night.ts', nightly.replace('30 2 * * *', '30 2 * * 0'));
    expect(pipewright(changed, 'synth', '--no-types').status).toBe(0);
    for (const git of [
      ['init', '-q', '-b', 'main'],
      ['add', '-A'],
      ['commit', '-qm', 'Weekly'],
    ])
      spawnSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@example.org', ...git], { cwd: changed });
    write(changed, 'pipelines/night.ts', nightly);
    const { output, status } = pipewright(changed, ...args);
    expect(status).toBe(0);
    expectLines(output, printed);
  });

  it('shows the picture of the month, which is there', () => {
    const [, path = ''] = /<img src="([^"]+)"/.exec(readme) ?? [];
    expect(readFileSync(join(root, path), 'utf8')).toContain('<svg');
  });

  it('shows what minutes cost', () => {
    const { args, printed } = consoleBlock('price');
    expect(pipewright(mkdtempHere(), ...args)).toEqual({ output: `${printed}\n`, status: 0 });
  });

  it('shows the report of the embedded model', () => {
    const { args, printed } = consoleBlock('quality');
    const { output, status } = pipewright(mkdtempHere(), ...args);
    expect(status).toBe(0);
    const lines = output.split('\n').map(withoutNumbers);
    for (const line of printed.split('\n').filter((each) => each !== '…'))
      expect(lines).toContain(withoutNumbers(line));
  });

  it('shows how dangerous a command is', () => {
    const text = blocks.find(({ language, title }) => language === 'console' && title === 'risk')?.text.trimEnd() ?? '';
    const [command = '', ...printed] = text.split('\n');
    const [, quoted = ''] = /^\$ npx pipewright risk '(.*)'$/.exec(command) ?? [];
    expect(pipewright(mkdtempHere(), 'risk', quoted).output.trimEnd()).toBe(printed.join('\n'));
  });

  it('shows the help as it is', () => {
    const { args, printed } = consoleBlock('help');
    expect(pipewright(folder, ...args).output.trimEnd()).toBe(printed);
  });

  it('shows settings that are accepted', () => {
    write(folder, 'pipewright.config.ts', block('pipewright.config.ts'));
    expect(pipewright(folder, 'synth').status).toBe(0);
  });

  it('shows a .projenrc.ts that works', () => {
    const projen = repository();
    write(projen, '.projenrc.ts', block('.projenrc.ts'));
    const tsx = createRequire(import.meta.url).resolve('tsx/cli');
    const { status, stderr } = spawnSync(process.execPath, [tsx, '.projenrc.ts'], { cwd: projen, encoding: 'utf8' });
    expect({ status, stderr: status === 0 ? '' : stderr }).toEqual({ status: 0, stderr: '' });
    expect(pipewright(projen, 'check').status).toBe(0);
  });

  it('names commands that exist', () => {
    const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
      scripts: Record<string, string>;
    };
    const gate = readFileSync(join(root, '.ci/run'), 'utf8');
    for (const { language, text } of blocks) {
      if (language !== 'sh') continue;
      for (const line of text
        .trim()
        .split('\n')
        .flatMap((each) => each.split(/ {2,}#/)[0]?.split('&&') ?? [])) {
        const command = line.trim();
        const verb = /^npx pipewright (\w+)/.exec(command)?.[1];
        if (verb) expect(pipewright(folder, verb, '--help').status).toBe(0);
        else if (command === 'npm test' || command === 'npx projen' || command === 'npm ci')
          expect(gate).toContain(command);
        else if (!command.startsWith('npm install'))
          expect(Object.keys(scripts)).toContain(command.replace('npm run ', ''));
      }
    }
  });
});
