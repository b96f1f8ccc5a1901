/** Colours have contrast: text 4.5 to 1, lines and borders that mean something 3 to 1. */
import { describe, expect, it } from 'vitest';
import { style } from './style.ts';

/** The colours of one scheme: those of the root, or of the root where the system is dark. */
function coloursOf(scheme: 'light' | 'dark'): Map<string, string> {
  const rules = [...style.matchAll(/(@media \(prefers-color-scheme:dark\)\{)?:root\{([^}]*)\}/g)];
  const own = rules.filter(([, media]) => scheme === 'dark' || media === undefined);
  return new Map(
    own.flatMap(([, , rule = '']) =>
      [...rule.matchAll(/--([\w-]+):(#[0-9a-f]{6})/g)].map(([, name = '', value = '']) => [name, value] as const),
    ),
  );
}

/** Source: https://www.w3.org/TR/WCAG21/#dfn-relative-luminance */
function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: string, other: string): number {
  const [light = 0, dark = 0] = [luminance(one), luminance(other)].toSorted((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
}

describe.each(['light', 'dark'] as const)('%s', (scheme) => {
  const colours = coloursOf(scheme);
  const between = (one: string, other: string): number => contrast(colours.get(one) ?? '', colours.get(other) ?? '');

  it.each([
    ...['ink', 'quiet', 'good', 'bad', 'doubtful', 'neutral'].map((text) => [text, 'back'] as const),
    ...['ink', 'quiet'].map((text) => [text, 'card'] as const),
    ...[0, 1, 2, 3, 4].map((level) => ['ink', `heat-${level}`] as const),
  ])('text in %s is readable on %s', (text, back) => {
    expect(between(text, back)).toBeGreaterThanOrEqual(4.5);
  });

  it.each([
    ...['critical', 'quiet'].map((line) => [line, 'back'] as const),
    ...['neutral', 'bad', 'ink'].map((line) => [line, 'card'] as const),
  ])('lines in %s are seen on %s', (line, back) => {
    expect(between(line, back)).toBeGreaterThanOrEqual(3);
  });
});
