/** Finds imports of packages that are not installed: Node would name the compiled module, the compiler names the line. */
import { existsSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { dirname, join } from 'node:path';
import type { Plugin } from 'esbuild';

const asked = Symbol('asked');

/** Reports packages that Node would not find from `folder`. */
export const installedPackages = (folder: string): Plugin => ({
  name: 'installed-packages',
  setup(build) {
    build.onResolve({ filter: /^[^./#]/ }, async ({ path, importer, namespace, resolveDir, kind, pluginData }) => {
      if (kind === 'entry-point' || pluginData === asked || isInstalled(path, folder)) return undefined;
      // The settings of TypeScript may give a file this name.
      const result = await build.resolve(path, { importer, namespace, resolveDir, kind, pluginData: asked });
      if (!result.external) return result;
      const notes = [{ text: `install ${packageName(path)}, or mend the name` }];
      return { errors: [{ text: `Could not resolve "${path}"`, notes }] };
    });
  },
});

const packageName = (path: string): string =>
  path
    .split('/')
    .slice(0, path.startsWith('@') ? 2 : 1)
    .join('/');

function isInstalled(path: string, start: string): boolean {
  // Built-in modules, URLs, and Yarn's way without a folder.
  if (isBuiltin(path) || /^[a-z]+:/i.test(path) || process.versions['pnp'] !== undefined) return true;
  for (let folder = start; ; folder = dirname(folder)) {
    if (existsSync(join(folder, 'node_modules', packageName(path)))) return true;
    if (dirname(folder) === folder) return false;
  }
}
