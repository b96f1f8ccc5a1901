/** Names the steps and jobs that a job's expressions refer to, and remembers which jobs those were. */
import type { ReferenceNames } from '../expressions/node.ts';
import { type Defined, definition, isDefined } from './definition.ts';
import type { StepDefinition } from './step.ts';
import { nameStep, uniqueName } from './step-ids.ts';

/** What a job handle keeps: enough to be named. */
export interface JobIdentity {
  readonly kind: 'job';
  readonly id: string;
}

export class Scope implements ReferenceNames {
  /** The jobs that were referred to, in the order of their first mention. */
  readonly needs = new Set<string>();
  readonly #stepIds: ReadonlyMap<object, string>;
  readonly #jobContext: 'needs' | 'jobs';

  constructor(stepIds: ReadonlyMap<object, string> = new Map(), jobContext: 'needs' | 'jobs' = 'needs') {
    this.#stepIds = stepIds;
    this.#jobContext = jobContext;
  }

  /** A step of another job still gets a name, so that the rule on unknown steps can say which one is meant. */
  step(target: object): string {
    return `steps.${this.stepId(target)}`;
  }

  stepId(target: object): string {
    return this.#stepIds.get(target) ?? this.#foreignId((target as Defined<StepDefinition>)[definition]);
  }

  /** Never the id of a step of this job, which would then be read instead. */
  #foreignId(made: StepDefinition): string {
    const given = made.options['id'];
    const taken = new Set([...this.#stepIds.values()].map((id) => id.toLowerCase()));
    return uniqueName(typeof given === 'string' ? given : nameStep(made, 0), taken);
  }

  job(target: object): string {
    const id = jobId(target);
    this.needs.add(id);
    return `${this.#jobContext}.${id}`;
  }
}

/** The id of a job handle. */
export function jobId(target: object): string {
  return isDefined(target) ? (target[definition] as JobIdentity).id : String(target);
}
