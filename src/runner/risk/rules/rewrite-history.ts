/** Finds git commands that lose work, or change what others have. */
import { lookUp, type Rule, type Table } from '../rule.ts';

const table: Table = [
  [
    /^git push\b.*(?: -\w*f\b| --force(?!-with-lease)\b| --mirror\b| --delete\b| -d\b| \+\S| :\S| --prune\b)/,
    'high',
    'overwrites or deletes what others have fetched',
  ],
  [/^git push\b/, 'moderate', 'publishes commits'],
  [/^git reset\b.* --hard\b/, 'high', 'throws changes away that are not committed'],
  [/^git clean\b.* (?:-\w*f\w*|--force)/, 'high', 'deletes files that git does not know'],
  [/^git (?:filter-branch|filter-repo)\b|^bfg\b|^git-filter-repo\b/, 'high', 'rewrites every commit'],
  [/^git reflog (?:expire|delete)\b/, 'high', 'deletes the record that could bring commits back'],
  [/^git gc\b.*--prune=(?:now|all)|^git prune\b/, 'high', 'deletes what could be brought back'],
  [
    /^git branch\b.* (?:-\w*D\w*|--delete --force|--force --delete|-d -f|-df)\b/,
    'high',
    'deletes a branch that may not be merged',
  ],
  [/^git branch\b.* (?:-d|--delete|-m|-M|-f|--force)\b/, 'moderate', 'deletes or renames a branch'],
  [/^git stash (?:drop|clear)\b/, 'high', 'throws changes away'],
  [
    /^git (?:checkout|restore|switch)\b(?!.*(?:--staged|-S)\b).*(?: -f\b| --force\b| --discard-changes\b| (?:-- )?\.\/?$| :\/$| --source\b.* \.$)|^git checkout -- /,
    'high',
    'throws changes away that are not committed',
  ],
  [/^git restore (?!.*--staged)\S/, 'moderate', 'throws changes away that are not committed'],
  [
    /^git (?:rebase|commit --amend|commit .*--amend|cherry-pick|revert|merge)(?= |$)(?!.*--(?:abort|continue|quit|show))/,
    'moderate',
    'changes the branch',
  ],
  [
    /^git update-ref\b.* -d\b|^git symbolic-ref\b.* (?:-d|--delete)\b|^git tag\b.* (?:-d|--delete)\b|^git remote (?:rm|remove)\b|^git replace\b/,
    'moderate',
    'deletes a reference',
  ],
  [
    /^git worktree remove\b.*(?:-f|--force)|^git submodule deinit\b.*(?:-f|--force|--all)|^git rm\b.*(?: -\w*r| -\w*f)/,
    'moderate',
    'deletes files',
  ],
  [/^gh repo delete\b|^glab repo delete\b|^hub delete\b/, 'critical', 'deletes a repository'],
  [
    /^gh (?:release|issue|secret|variable|run|cache|label|gist|workflow) (?:delete|remove|disable)\b/,
    'high',
    'deletes on the server',
  ],
  [/^gh repo edit\b.*--visibility public/, 'high', 'lets everybody read a repository'],
  [
    /^gh (?:pr merge|release create|repo archive|secret set|workflow run|repo create)\b/,
    'moderate',
    'changes something on the server',
  ],
  [/^gh api\b.*(?:-X|--method)[ =]?DELETE/i, 'high', 'deletes on the server'],
  [
    /^(?:svn) (?:delete|rm|revert -R)\b|^hg (?:strip|purge|rollback)\b|^hg update\b.*(?:-C|--clean)/,
    'high',
    'loses work',
  ],
];

export const rewriteHistory: Rule = {
  id: 'rewrite-history',
  why: 'Work that was not committed is gone, and rewritten commits break every clone.',
  examples: {
    match: [
      ['git push --force origin main', 'high'],
      ['git push origin +main', 'high'],
      ['git push', 'moderate'],
      ['git -C repo reset --hard HEAD~3', 'high'],
      ['git clean -fdx', 'high'],
      ['git branch -D feature', 'high'],
      ['gh repo delete o/r --yes', 'critical'],
    ],
    pass: [
      'git status',
      'git commit -m "git push --force"',
      'git clean -n',
      'git fetch',
      'git push --dry-run',
      'git log --oneline',
      'git checkout -b x',
      'git stash',
      'git reset HEAD file',
    ],
  },
  check: (use) => lookUp(use, table),
};
