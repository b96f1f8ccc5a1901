/** Spells keys of the model as YAML does. */

/** `cancelInProgress` gives `cancel-in-progress`. */
export const kebabCase = (key: string): string => key.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
