/** The only folder that knows the YAML library. */
export { type ParsedYaml, type Place, type PlacedComment, parseYaml, type YamlProblem } from './parse.ts';
export {
  stringifyYaml,
  type YamlEntry,
  type YamlItem,
  type YamlList,
  type YamlMap,
  type YamlNode,
} from './stringify.ts';
