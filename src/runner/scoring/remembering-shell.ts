/** A shell parser that remembers: models repeat themselves, and patterns are compared with the same answers. */
import { loadShell, type Shell, type ShellReading } from '../shell/index.ts';

/** About as many answers as a large suite has. */
const mostTexts = 2_000;

let loading: Promise<Shell> | undefined;

/** Loads the shell parser once. */
export function loadRememberingShell(): Promise<Shell> {
  loading ??= loadShell().then(remembering);
  return loading;
}

function remembering(shell: Shell): Shell {
  const readings = new Map<string, ShellReading>();
  return {
    read: (text) => {
      const known = readings.get(text);
      if (known !== undefined) return known;
      if (readings.size >= mostTexts) readings.clear();
      const reading = shell.read(text);
      readings.set(text, reading);
      return reading;
    },
  };
}
