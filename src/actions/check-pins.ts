/** Finds the pins in generated bindings that are not those of the lock. */
import { type Diagnostic, didYouMean, type SourceLocation } from '../diagnostics/index.ts';
import type { ActionLock } from './lock.ts';
import { locationAt } from './text-location.ts';

/** A file of `generated/actions/`. */
export interface BindingSource {
  readonly file: string;
  readonly text: string;
}

/** A plain string of a pin, and where its quote stands. */
interface PinField {
  readonly value: string;
  readonly offset: number;
}
type Pin = Readonly<Record<'uses' | 'sha' | 'tag', PinField>>;

const call = /\baction\(/g;
// The whole literal as the generator writes it: a comment, a spread or a second "sha" could hide another pin.
const field = (name: string): string => `\\s*${name}:\\s*(?:'(?<${name}>[^'\\\\\\n]*)'|"(?<${name}2>[^"\\\\\\n]*)"),`;
const literal = new RegExp(
  `\\s*\\{${field('uses')}${field('sha')}${field('tag')}\\s*outputs:\\s*\\[[^[\\]{}/]*\\],?\\s*\\}`,
  'dy',
);
const importsPipewright = /\bfrom\s*['"]pipewright['"]/;
const unreadable = 'the binding has no pin that can be read';
const hint = 'bindings and lock are generated together: generate both again';

/** One finding for each pin that differs from the lock, and for each that can't be read. */
export function checkPins(lock: ActionLock, sources: readonly BindingSource[]): Diagnostic[] {
  return sources.flatMap((source) => checkSource(lock, source));
}

function checkSource(lock: ActionLock, source: BindingSource): Diagnostic[] {
  const calls = [...source.text.matchAll(call)];
  if (calls.length === 0 && importsPipewright.test(source.text)) return [mismatch(at(source, 0), unreadable)];
  return calls.flatMap((each) => {
    const pin = readPin(source.text, each.index + each[0].length);
    return pin ? checkPin(lock, source, pin) : [mismatch(at(source, each.index), unreadable)];
  });
}

function readPin(text: string, offset: number): Pin | undefined {
  literal.lastIndex = offset;
  const match = literal.exec(text);
  if (!match) return undefined;
  const read = (name: string): PinField => {
    const group = match.groups?.[name] === undefined ? `${name}2` : name;
    const [start] = match.indices?.groups?.[group] ?? [offset + 1];
    return { value: match.groups?.[group] ?? '', offset: start - 1 };
  };
  return { uses: read('uses'), sha: read('sha'), tag: read('tag') };
}

function checkPin(lock: ActionLock, source: BindingSource, pin: Pin): Diagnostic[] {
  const uses = pin.uses.value;
  const locked = Object.hasOwn(lock.actions, uses) ? lock.actions[uses] : undefined;
  if (!locked) {
    const near = didYouMean(uses, Object.keys(lock.actions));
    return [mismatch(at(source, pin.uses.offset), `${uses} is not in the lock`, near)];
  }
  return (['sha', 'tag'] as const).flatMap((name) => {
    const { value, offset } = pin[name];
    if (value === locked[name]) return [];
    return [mismatch(at(source, offset), `${uses} is pinned to the ${name} ${value}, the lock says ${locked[name]}`)];
  });
}

const at = (source: BindingSource, offset: number): SourceLocation => locationAt(source.text, offset, source.file);

function mismatch(source: SourceLocation, message: string, advice: string = hint): Diagnostic {
  return { severity: 'error', code: 'pin-mismatch', message, source, hint: advice };
}
