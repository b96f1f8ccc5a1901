/** The page of a composite action: how to use it, what it takes and gives, what it does. */

import { block, section, stack } from '../markup/markdown.ts';
import type { CompositeAction } from '../model/index.ts';
import { stringifyYaml } from '../yaml-document/index.ts';
import { outputTable, usedBy } from './call-interface.ts';
import { pageHead } from './head.ts';
import { inputTable } from './inputs.ts';
import type { Paged, Repository } from './page.ts';
import { stepList } from './steps.ts';

export function actionPage(source: Paged<CompositeAction>, repository: Repository): string {
  const { id, inputs = {}, outputs = {}, steps } = source.document;
  const uses = stringifyYaml({ kind: 'map', entries: [{ key: 'uses', value: `./.github/actions/${id}` }] });
  return `${stack(
    pageHead(source),
    block('yaml', uses),
    usedBy('Used', repository.users.get(source.path) ?? [], source.page),
    section('## Inputs', inputTable(Object.entries(inputs))),
    section('## Outputs', outputTable(outputs)),
    section('## Steps', stepList(steps)),
  )}\n`;
}
