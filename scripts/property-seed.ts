/**
 * Gives the property tests one seed, so that a run says the same twice; another one explores further.
 *
 * `PROPERTY_SEED=random npm test`, or a number that a failure has named.
 */
import { configureGlobal } from 'fast-check';

const given = process.env['PROPERTY_SEED'] ?? '20250601';
if (given !== 'random') configureGlobal({ seed: Number(given) });
