/** Which parts of the language GitHub's parsers take. */
export { FeatureFlags } from '@actions/expressions';
