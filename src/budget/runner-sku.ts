/**
 * Finds what GitHub bills a runner label as.
 *
 * Sources: https://docs.github.com/actions/reference/runners/github-hosted-runners and
 * https://docs.github.com/actions/reference/runners/larger-runners
 */
import type { RunnerSystem } from '../contract/billing-terms.ts';
import { didYouMean } from '../diagnostics/index.ts';
import type { Rate, RateCard } from './cards/card.ts';

/** A rate; or nothing to bill, on a machine of one's own; or no way to tell. */
export type RunnerPrice =
  | { readonly kind: 'rate'; readonly rate: Rate }
  | { readonly kind: 'self-hosted' }
  | { readonly kind: 'unknown'; readonly system: RunnerSystem | undefined; readonly hint: string };

/** What labels stand for that are not GitHub's: an SKU, a label of GitHub's, or `self-hosted`. */
export type LabelMeanings = Readonly<Record<string, string>>;

const standard: readonly (readonly [pattern: RegExp, sku: string])[] = [
  [/^ubuntu-slim$/, 'linux_slim'],
  [/^ubuntu-(?:latest|\d\d\.04)$/, 'linux'],
  [/^ubuntu-(?:latest|\d\d\.04)-arm$/, 'linux_arm'],
  [/^windows-(?:latest|20\d\d(?:-vs20\d\d)?)$/, 'windows'],
  [/^windows-11(?:-vs20\d\d)?-arm$/, 'windows_arm'],
  [/^(?:macos-(?:latest|1\d(?:\.\d+)?|2\d)(?:-intel)?|xcode-\d\d)$/, 'macos'],
  [/^macos-(?:latest|1\d|2\d)-large$/, 'macos_l'],
  [/^(?:macos-(?:latest|1\d|2\d)|xcode-\d\d)-xlarge$/, 'macos_xl'],
];

/**
 * What a job with these labels is billed as.
 *
 * @example
 * priceOfRunner(['ubuntu-24.04-8core'], card2026); // { kind: 'rate', rate: { sku: 'linux_8_core', mills: 22, … } }
 */
export function priceOfRunner(labels: readonly string[], card: RateCard, meanings: LabelMeanings = {}): RunnerPrice {
  const meant = labels.map((label) => (Object.hasOwn(meanings, label) ? (meanings[label] ?? label) : label));
  const names = meant.map((label) => label.trim().toLowerCase());
  if (names.includes('self-hosted')) return { kind: 'self-hosted' };
  const rates = names.flatMap((name) => rateOfLabel(name, card) ?? []);
  const dearest = rates.toSorted((left, right) => right.mills - left.mills)[0];
  if (dearest) return { kind: 'rate', rate: dearest };
  return { kind: 'unknown', system: systemIn(names.join(' ')), hint: hintFor(names[0] ?? '', card) };
}

function rateOfLabel(name: string, card: RateCard): Rate | undefined {
  const sku = standard.find(([pattern]) => pattern.test(name))?.[1] ?? sizedSku(name) ?? name.replace(/^actions_/, '');
  return card.rates.find((rate) => rate.sku === sku);
}

/** Owners name larger runners as they like; most say system, cores and processor, as GitHub's own examples do. */
function sizedSku(name: string): string | undefined {
  const cores = /(?:^|[-_])(\d+)[-_]?cores?(?=$|[-_])/.exec(name)?.[1];
  const system = systemIn(name);
  if (cores === undefined || system === undefined || system === 'macos') return undefined;
  if (/(?:^|[-_])gpu(?:$|[-_])/.test(name)) return `${system}_${cores}_core_gpu`;
  if (/(?:^|[-_])arm(?:64)?(?:$|[-_])/.test(name)) return `${system}_${cores}_core_arm`;
  return `${system}_${cores}_core${cores === '2' && system === 'linux' ? '_advanced' : ''}`;
}

function systemIn(text: string): RunnerSystem | undefined {
  if (/ubuntu|linux/.test(text)) return 'linux';
  if (/windows|(?:^|[-_ ])win(?:$|[-_ \d])/.test(text)) return 'windows';
  return /macos|xcode|(?:^|[-_ ])mac(?:$|[-_ ])/.test(text) ? 'macos' : undefined;
}

const familiar = ['ubuntu-latest', 'ubuntu-24.04', 'ubuntu-24.04-arm', 'ubuntu-slim', 'windows-latest', 'macos-latest'];

const hintFor = (name: string, card: RateCard): string =>
  didYouMean(name, [...familiar, ...card.rates.map(({ sku }) => sku)]) ??
  'name a label of GitHub, or an SKU of its bills';

/** The dearest rate that a label without a price can have: the bound that is stated in its place. */
export function dearestRate(card: RateCard, system: RunnerSystem | undefined): Rate {
  const candidates = card.rates.filter((rate) => system === undefined || rate.system === system);
  return candidates.reduce((dearest, rate) => (rate.mills > dearest.mills ? rate : dearest));
}
