/**
 * The intermediate representation: a workflow as frozen plain data, in GitHub's own words.
 *
 * TypeScript and YAML are two ways in; YAML, findings, plan and budget are ways out. Names are GitHub's in camel
 * case (`runsOn` is `runs-on`). Text fields hold expressions as GitHub writes them, `${{ github.ref }}`, except
 * for the conditions, which hold the bare expression. A value GitHub does not know is kept, so that a rule can
 * say so at its place.
 */
import type { Diagnostic, Source } from '../diagnostics/index.ts';

/** What YAML can hold. */
export type Data = null | boolean | number | string | readonly Data[] | { readonly [key: string]: Data };
/** A literal, or text with an expression that yields it. */
export type Scalar = string | number | boolean;
export type Env = Readonly<Record<string, Scalar>>;

/** What every node has: its place, its comment, and the keys that GitHub does not know. */
export interface Node {
  readonly source?: Source | undefined;
  /** Becomes a comment above the node in the YAML. */
  readonly doc?: string | undefined;
  /** Keys outside GitHub's syntax, as they were written. */
  readonly unknown?: Readonly<Record<string, Data>> | undefined;
  /** Rules that are switched off for the node and what is below it, each with the reason. */
  readonly ignore?: Readonly<Record<string, string>> | undefined;
  /** What authoring already found wrong with the node; absent when read from YAML. */
  readonly problems?: readonly Diagnostic[] | undefined;
}

export interface Workflow extends Node {
  readonly kind: 'workflow';
  readonly name?: string | undefined;
  readonly description?: string | undefined;
  readonly runName?: string | undefined;
  readonly on: readonly Trigger[];
  /** `null` where the file says nothing: GitHub's default applies. */
  readonly permissions?: Permissions | undefined;
  readonly env?: Env | undefined;
  readonly defaults?: Defaults | undefined;
  readonly concurrency?: Concurrency | undefined;
  readonly jobs: readonly Job[];
}

/** One event with its filters; `event` is GitHub's name, `pull_request`. */
export interface Trigger extends Node {
  readonly kind: 'trigger';
  readonly event: string;
  readonly types?: readonly string[] | undefined;
  readonly branches?: readonly string[] | undefined;
  readonly branchesIgnore?: readonly string[] | undefined;
  readonly tags?: readonly string[] | undefined;
  readonly tagsIgnore?: readonly string[] | undefined;
  readonly paths?: readonly string[] | undefined;
  readonly pathsIgnore?: readonly string[] | undefined;
  /** `workflow_run`: the names of the workflows that are followed. */
  readonly workflows?: readonly string[] | undefined;
  /** `image_version`: names and versions of images. */
  readonly names?: readonly string[] | undefined;
  readonly versions?: readonly string[] | undefined;
  readonly schedule?: readonly Cron[] | undefined;
  /** `workflow_dispatch` and `workflow_call`. */
  readonly inputs?: Readonly<Record<string, InputDefinition>> | undefined;
  /** `workflow_call`. */
  readonly secrets?: Readonly<Record<string, SecretDefinition>> | undefined;
  readonly outputs?: Readonly<Record<string, OutputDefinition>> | undefined;
}

export interface Cron extends Node {
  readonly cron: string;
  readonly timezone?: string | undefined;
}

export interface InputDefinition extends Node {
  readonly description?: string | undefined;
  readonly type?: string | undefined;
  readonly required?: boolean | undefined;
  readonly default?: Scalar | undefined;
  readonly options?: readonly string[] | undefined;
  readonly deprecationMessage?: string | undefined;
}

export interface SecretDefinition extends Node {
  readonly description?: string | undefined;
  readonly required?: boolean | undefined;
}

export interface OutputDefinition extends Node {
  readonly description?: string | undefined;
  readonly value: string;
}

/** Scope to level (`contents: read`), or one of the two shorthands. */
export type Permissions = string | Readonly<Record<string, string>>;

export interface Defaults {
  readonly run: { readonly shell?: string | undefined; readonly workingDirectory?: string | undefined };
}

export interface Concurrency {
  readonly group: string;
  readonly cancelInProgress?: boolean | string | undefined;
  readonly queue?: string | undefined;
}

export type Job = StepsJob | CallJob;

interface JobBase extends Node {
  readonly id: string;
  readonly name?: string | undefined;
  readonly needs?: readonly string[] | undefined;
  /** The bare expression, without `${{ }}`. */
  readonly if?: string | undefined;
  readonly permissions?: Permissions | undefined;
  readonly concurrency?: Concurrency | undefined;
  readonly strategy?: Strategy | undefined;
  /** What may go wrong, and what to do then: for the reference page; absent when read from YAML. */
  readonly troubleshooting?: Readonly<Record<string, string>> | undefined;
}

/** Seconds that something usually takes, with what a cache spares and without; absent when read from YAML. */
export interface Takes {
  readonly hit: number;
  readonly miss: number;
}

/** A job that runs steps on a runner. */
export interface StepsJob extends JobBase {
  readonly kind: 'job';
  readonly takes?: Takes | undefined;
  readonly runsOn?: RunsOn | undefined;
  readonly environment?: Environment | undefined;
  readonly env?: Env | undefined;
  readonly defaults?: Defaults | undefined;
  readonly timeoutMinutes?: number | string | undefined;
  readonly cancelTimeoutMinutes?: number | string | undefined;
  readonly continueOnError?: boolean | string | undefined;
  readonly container?: Container | undefined;
  readonly services?: Readonly<Record<string, Container>> | undefined;
  readonly snapshot?: Snapshot | undefined;
  readonly outputs?: Readonly<Record<string, string>> | undefined;
  readonly steps: readonly Step[];
}

/** A job that calls a reusable workflow. */
export interface CallJob extends JobBase {
  readonly kind: 'call';
  readonly uses: string;
  readonly with?: Readonly<Record<string, Scalar>> | undefined;
  readonly secrets?: 'inherit' | Readonly<Record<string, string>> | undefined;
}

export type RunsOn = string | readonly string[] | RunnerGroup;

export interface RunnerGroup {
  readonly group?: string | undefined;
  readonly labels?: string | readonly string[] | undefined;
}

export interface Strategy {
  readonly matrix?: Matrix | undefined;
  readonly failFast?: boolean | string | undefined;
  readonly maxParallel?: number | string | undefined;
}

/** Axes with their values; a text instead of axes or of an axis is an expression, known only when it runs. */
export interface Matrix extends Node {
  readonly kind: 'matrix';
  readonly axes: string | Readonly<Record<string, readonly Data[] | string>>;
  readonly include?: readonly MatrixEntry[] | string | undefined;
  readonly exclude?: readonly MatrixEntry[] | string | undefined;
}

export type MatrixEntry = Readonly<Record<string, Data>>;

export interface Environment {
  readonly name: string;
  readonly url?: string | undefined;
  readonly deployment?: boolean | undefined;
}

export interface Container {
  readonly image: string;
  readonly credentials?: { readonly username: string; readonly password: string } | undefined;
  readonly env?: Env | undefined;
  readonly ports?: readonly (string | number)[] | undefined;
  readonly volumes?: readonly string[] | undefined;
  readonly options?: string | undefined;
  readonly entrypoint?: string | undefined;
  readonly command?: string | undefined;
}

export interface Snapshot {
  readonly imageName: string;
  readonly version?: string | undefined;
  /** The bare expression, without `${{ }}`. */
  readonly if?: string | undefined;
}

export type Step = RunStep | UsesStep | WaitStep | WaitAllStep | CancelStep | ParallelStep;

interface StepBase extends Node {
  readonly id?: string | undefined;
  readonly name?: string | undefined;
  readonly continueOnError?: boolean | string | undefined;
}

interface ActiveStep extends StepBase {
  /** The bare expression, without `${{ }}`. */
  readonly if?: string | undefined;
  readonly timeoutMinutes?: number | string | undefined;
  readonly env?: Env | undefined;
  readonly background?: boolean | undefined;
  readonly takes?: Takes | undefined;
  /** What it uploads or saves usually holds, in MB; absent when read from YAML. */
  readonly megabytes?: number | undefined;
}

export interface RunStep extends ActiveStep {
  readonly kind: 'run';
  readonly run: string;
  readonly shell?: string | undefined;
  readonly workingDirectory?: string | undefined;
  /** The outputs that the author declared; absent when read from YAML. */
  readonly outputs?: readonly DeclaredOutput[] | undefined;
  /** Reasons for values that were put into the script as text, by expression. */
  readonly unsafe?: Readonly<Record<string, string>> | undefined;
}

/** An output a step says it writes; `writtenBy` names the program that writes it where the script itself does not. */
export interface DeclaredOutput {
  readonly name: string;
  readonly writtenBy?: string | undefined;
  /** All it can be: then a plan knows it before anything runs. */
  readonly values?: readonly string[] | undefined;
  /** The bare expression that gives the same value in a plan. */
  readonly computed?: string | undefined;
}

export interface UsesStep extends ActiveStep {
  readonly kind: 'uses';
  readonly uses: string;
  /** The tag of the pinned commit, shown as a comment. */
  readonly tag?: string | undefined;
  readonly with?: Readonly<Record<string, Scalar>> | undefined;
}

export interface WaitStep extends StepBase {
  readonly kind: 'wait';
  readonly wait: string | readonly string[];
}

export interface WaitAllStep extends StepBase {
  readonly kind: 'wait-all';
}

export interface CancelStep extends StepBase {
  readonly kind: 'cancel';
  readonly cancel: string;
}

export interface ParallelStep extends Node {
  readonly kind: 'parallel';
  readonly parallel: readonly Step[];
}

/** A composite action: `action.yml` in a folder of its own. */
export interface CompositeAction extends Node {
  readonly kind: 'action';
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly author?: string | undefined;
  readonly branding?: { readonly icon?: string | undefined; readonly color?: string | undefined } | undefined;
  readonly inputs?: Readonly<Record<string, InputDefinition>> | undefined;
  readonly outputs?: Readonly<Record<string, OutputDefinition>> | undefined;
  readonly steps: readonly Step[];
}

/** What one pipeline file describes. */
export type Document = Workflow | CompositeAction;
