/** The types of fields: which literals and which expressions each place of a workflow accepts. */
import type { Expr } from '../expressions/expr.ts';
import type { ContextsAt, Place } from '../expressions/place.ts';

/** Text, or an expression that GitHub turns into text. */
export type Text<P extends Place> = string | Expr<string | number | boolean, ContextsAt<P>>;
/** A condition: `true`, `false`, or an expression that yields one of them. */
export type Condition<P extends Place> = boolean | Expr<boolean, ContextsAt<P>>;
export type Numeric<P extends Place> = number | Expr<number, ContextsAt<P>>;
/** Environment variables by name. */
export type EnvOptions<P extends Place> = Readonly<
  Record<string, string | number | boolean | Expr<string | number | boolean, ContextsAt<P>>>
>;

/** A shell that GitHub knows, or a command line with `{0}` for the script's file. */
export type Shell = 'bash' | 'sh' | 'pwsh' | 'powershell' | 'cmd' | 'python' | `${string}{0}${string}`;

export interface DefaultsOptions<P extends Place = never> {
  readonly run: {
    readonly shell?: Shell;
    readonly workingDirectory?: [P] extends [never] ? string : Text<P>;
  };
}

/** A group in which one run goes at a time; a text is the group's name. */
export type ConcurrencyOptions<P extends Place> =
  | Text<P>
  | {
      readonly group: Text<P>;
      /** Cancels the run that is under way. @default false */
      readonly cancelInProgress?: Condition<P>;
      /** How many runs may wait: one, or as many as GitHub allows. @default 'single' */
      readonly queue?: 'single' | 'max';
    };

/** An image to run in; a text is the image's name. */
export type ContainerOptions =
  | Text<'container'>
  | {
      readonly image: Text<'container'>;
      readonly credentials?: {
        readonly username: Text<'container-registry-credentials'>;
        readonly password: Text<'container-registry-credentials'>;
      };
      readonly env?: EnvOptions<'string-runner-context'>;
      readonly ports?: readonly (number | Text<'container'>)[];
      readonly volumes?: readonly Text<'container'>[];
      /** Options of `docker create`, such as `--health-cmd`; not `--network` or `--entrypoint`. */
      readonly options?: Text<'container'>;
    };

/** A container beside the job, reached by its key as host name. */
export type ServiceOptions =
  | Text<'container'>
  | (Exclude<ContainerOptions, Text<'container'>> & {
      readonly entrypoint?: Text<'container'>;
      readonly command?: Text<'container'>;
      /** Becomes `--health-*` options: the job's steps start when the command succeeds. */
      readonly health?: HealthOptions;
    });

export interface HealthOptions {
  readonly command: string;
  /** @default '10s' */
  readonly interval?: string;
  /** @default '5s' */
  readonly timeout?: string;
  /** @default 5 */
  readonly retries?: number;
  readonly startPeriod?: string;
}
