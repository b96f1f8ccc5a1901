/** What the binding of an action is called. */

/**
 * The function's name: repository and path in camel case, without the owner.
 *
 * @example
 * bindingName('actions/setup-node'); // 'setupNode'
 * bindingName('actions/cache/restore'); // 'cacheRestore'
 */
export function bindingName(uses: string): string {
  const name = pascalCase(uses);
  return name.charAt(0).toLowerCase() + name.slice(1);
}

/** The name of the interface of its inputs. @example interfaceName('actions/checkout'); // 'CheckoutInputs' */
export const interfaceName = (uses: string): string => `${pascalCase(uses)}Inputs`;

function pascalCase(uses: string): string {
  const [, ...path] = uses.split('/');
  const words = path.join('-').split(/[^A-Za-z0-9]+/);
  return words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('');
}
