/** What simple text programs print, worked out without running them: `echo`, `printf`, `base64 -d`, `rev`, `tr`, … */
import { gunzipSync } from 'node:zlib';
import { decodeEscapes } from './escapes.ts';

/** @returns undefined when it can't be known */
type Filter = (args: readonly string[], input: string | undefined) => string | undefined;

/** Longer texts are not followed. */
const longest = 1_000_000;

const echo: Filter = (args) => {
  const first = args.findIndex((each) => !/^-[neE]+$/.test(each));
  const options = args.slice(0, first === -1 ? args.length : first).join('');
  const text = (first === -1 ? [] : args.slice(first)).join(' ');
  return (options.includes('e') ? decodeEscapes(text) : text) + (options.includes('n') ? '' : '\n');
};

const printf: Filter = ([format, ...values]) => {
  if (format === undefined || format === '-v') return undefined;
  if (format === '--') return printf(values, undefined);
  const rest = [...values];
  let text = '';
  do {
    const before = rest.length;
    text += decodeEscapes(format).replace(/%(?:%|-?[0-9.]*([sbcdqx]))/g, (_, kind: string | undefined) => {
      if (kind === undefined) return '%';
      const next = rest.shift() ?? '';
      return kind === 'b' ? decodeEscapes(next) : next;
    });
    if (rest.length === before) break;
  } while (rest.length > 0 && text.length < longest);
  return text;
};

const decodes = (args: readonly string[]): boolean => args.some((each) => /^-[a-zA-Z]*[dD][a-zA-Z]*$|^--d/.test(each));

const binary = (text: string, encoding: 'base64' | 'hex'): string => {
  const bytes = Buffer.from(text.replace(/\s/g, ''), encoding);
  const decoded = bytes.toString('utf8');
  return decoded.includes('\ufffd') ? bytes.toString('latin1') : decoded;
};

const base64: Filter = (args, input) => (input !== undefined && decodes(args) ? binary(input, 'base64') : undefined);
const base32: Filter = (args, input) => (input !== undefined && decodes(args) ? decodeBase32(input) : undefined);

function decodeBase32(text: string): string {
  let bits = '';
  for (const each of text.replace(/[\s=]/g, '')) {
    bits += Math.max('ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(each), 0).toString(2).padStart(5, '0');
  }
  return (bits.match(/.{8}/g) ?? []).map((byte) => String.fromCharCode(Number.parseInt(byte, 2))).join('');
}

const openssl: Filter = (args, input) =>
  /base64|-a\b/.test(args.join(' ')) && args.includes('-d') && input !== undefined
    ? binary(input, 'base64')
    : undefined;

const xxd: Filter = (args, input) =>
  input !== undefined && args.some((each) => /^-\w*r/.test(each))
    ? binary(input.replace(/\\x|0x/g, ''), 'hex')
    : undefined;

const gunzip: Filter = (_, input) => {
  if (input === undefined) return undefined;
  try {
    return gunzipSync(Buffer.from(input, 'latin1'), { maxOutputLength: longest }).toString('utf8');
  } catch {
    // It is no gzip, or too much of it: what comes out can't be known.
    return undefined;
  }
};

const gzip: Filter = (args, input) => (decodes(args) ? gunzip(args, input) : undefined);
const rev: Filter = (_, input) =>
  input
    ?.split('\n')
    .map((line) => [...line].reverse().join(''))
    .join('\n');
const cat: Filter = (args, input) => (args.filter((each) => each !== '-').length === 0 ? input : undefined);

const tr: Filter = (args, input) => {
  if (input === undefined) return undefined;
  const removes = args[0] === '-d';
  const [from = '', to = ''] = (removes ? args.slice(1) : args).map(charactersOf);
  if (removes) return [...input].filter((each) => !from.includes(each)).join('');
  if (args[0]?.startsWith('-')) return undefined;
  return [...input].map((each) => mapCharacter(each, from, to)).join('');
};

const classes: Readonly<Record<string, string>> = { '[:upper:]': 'A-Z', '[:lower:]': 'a-z', '[:digit:]': '0-9' };

function charactersOf(set: string): string {
  const plain = set.replace(/\[:(?:upper|lower|digit):\]/g, (each) => classes[each] ?? each);
  return decodeEscapes(plain).replace(/([\s\S])-([\s\S])/g, (whole, from: string, to: string) => {
    const length = to.charCodeAt(0) - from.charCodeAt(0) + 1;
    if (length < 1 || length > 256) return whole;
    return Array.from({ length }, (_, index) => String.fromCharCode(from.charCodeAt(0) + index)).join('');
  });
}

function mapCharacter(each: string, from: string, to: string): string {
  const index = from.lastIndexOf(each);
  return index === -1 || to === '' ? each : (to[Math.min(index, to.length - 1)] ?? each);
}

/** Only `s` with literal texts. */
const sed: Filter = (args, input) => {
  const script = args.filter((each) => each !== '-e' && each !== '-E' && each !== '-r');
  const found = /^s([/|,#@])([^.*+?[\]{}()^$|\\&]*)\1([^\\&]*)\1(g?)$/.exec(
    script.length === 1 ? (script[0] ?? '') : '',
  );
  if (!found || input === undefined || found[2] === '') return undefined;
  const [, , from = '', to = '', all] = found;
  return all
    ? input.replaceAll(from, () => to)
    : input
        .split('\n')
        .map((line) => line.replace(from, () => to))
        .join('\n');
};

const which: Filter = (args) => {
  const name = args.filter((each) => !each.startsWith('-')).at(-1);
  return name === undefined || name === '' ? undefined : `${name}\n`;
};

const whoami: Filter = () => 'user\n';
/** Any folder of its own below the temporary one. */
const mktemp: Filter = (args) =>
  args.some((each) => /^(?:-p|--tmpdir|--suffix)/.test(each)) ? undefined : '/tmp/tmp.0000000000\n';
const noise: Filter = () => '';

const filters: ReadonlyMap<string, Filter> = new Map(
  Object.entries({
    ...{
      echo,
      printf,
      base64,
      base32,
      openssl,
      xxd,
      gunzip,
      zcat: gunzip,
      gzip,
      rev,
      cat,
      tr,
      sed,
      which,
      whoami,
      mktemp,
    },
    ...{
      true: noise,
      ':': noise,
      head: cat,
      tail: cat,
      tee: (_: readonly string[], input: string | undefined) => input,
    },
  }),
);

/** What a program prints, given its arguments and its standard input; undefined when only running it would tell. */
export function staticOutput(program: string, args: readonly string[], input: string | undefined): string | undefined {
  if (program === 'command' || program === 'type') return args.length === 2 ? which(args, input) : undefined;
  const output = filters.get(program)?.(args, input);
  return output !== undefined && output.length <= longest ? output : undefined;
}
