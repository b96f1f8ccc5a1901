/** Where authoring values keep what they were made from, out of the way of the author's own property names. */

/** A registered symbol: two copies of this package understand each other. */
export const definition: unique symbol = Symbol.for('pipewright.definition') as never;

/** An authoring value, made from `D`. */
export interface Defined<D> {
  readonly [definition]: D;
}

export function isDefined(value: unknown): value is Defined<{ readonly kind: string }> {
  return typeof value === 'object' && value !== null && definition in value;
}
