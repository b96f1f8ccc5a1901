/** Finds statements and commands that destroy what is in a database. */
import { nameOf, type SimpleCommand } from '../../shell/index.ts';
import { named } from '../named.ts';
import { type Finding, lookUp, type Rule, type Table } from '../rule.ts';
import type { Use } from '../use.ts';

const table: Table = [
  [/^dropdb\b|^mysqladmin .*\bdrop\b/, 'critical', 'destroys a database'],
  [/^dropuser\b/, 'high', 'removes a user of the database'],
  [/^redis-cli .*\b(?:flushall|flushdb|shutdown|debug)\b/i, 'critical', 'destroys what is in the store'],
  [
    /^redis-cli .*\bconfig set (?:dir|dbfilename|requirepass|protected-mode)\b|^redis-cli .*\b(?:module load|slaveof|replicaof)\b/i,
    'high',
    'lets the store write, or serve, something else',
  ],
  [/^redis-cli .*\b(?:del|unlink|config set)\b/i, 'moderate', 'changes what is in the store'],
  [/^mongorestore .*--drop|^pg_restore .*(?:-\w*c\b|--clean)/, 'high', 'destroys what is in the database first'],
  [
    /^(?:rails|rake|bin\/rails|bundle exec (?:rails|rake)) (?:\S+ )*db:(?:drop|reset|purge|schema:load)/,
    'high',
    'destroys a database',
  ],
  [/^(?:php artisan|artisan) (?:migrate:(?:fresh|reset|refresh)|db:wipe)/, 'high', 'destroys a database'],
  [/^(?:python\S* )?(?:\.\/)?manage\.py (?:flush|reset_db|sqlflush)/, 'high', 'destroys a database'],
  [
    /^(?:npx |yarn |pnpm )?prisma (?:migrate reset|db push.*--(?:force-reset|accept-data-loss))/,
    'high',
    'destroys a database',
  ],
  [/^(?:etcdctl) del .*--(?:prefix|from-key)/, 'critical', 'destroys what is in the store'],
  [/^curl .*-\w*X ?DELETE .*(?:\/\*|_all)/, 'critical', 'destroys every index'],
  [/^curl .*-\w*X ?DELETE .*(?::9200|elastic)/, 'high', 'destroys an index'],
  [
    /^(?:https?|xh) DELETE |^curl .*(?:-\w*X|--request)[ =]?DELETE\b(?!.*(?:localhost|127\.0\.0\.1))/,
    'moderate',
    'deletes something on a server',
  ],
  [/^(?:influx|cqlsh|clickhouse-client) .*delete\b/, 'high', 'destroys data'],
  [/^(?:nodetool) (?:decommission|removenode|clearsnapshot)/, 'high', 'takes data away'],
];

const client = named(
  'mysql mariadb psql sqlite3 mongo mongosh sqlcmd osql isql cqlsh clickhouse-client clickhouse duckdb usql',
  'pgcli mycli influx neo4j cypher-shell bq sqlplus cockroach litecli impala-shell hive beeline presto',
  'trino snowsql wp rails snow turso d1 supabase wrangler',
);

const statements: readonly (readonly [RegExp, Finding['level'], string])[] = [
  [/\bdrop\s+(?:database|schema|keyspace|tablespace|owned)\b/i, 'critical', 'destroys a database'],
  [/\bdropDatabase\s*\(/, 'critical', 'destroys a database'],
  [/\bdrop\s+(?:table|collection|index|view|user|role|column)\b|\.drop\s*\(/i, 'high', 'destroys a table'],
  [/\balter\s+table\s+\S+\s+drop\b/i, 'high', 'destroys a column'],
  [/\btruncate\s+(?:table\s+)?[\w%"]/i, 'high', 'empties a table'],
  [
    /\b(?:drop\s+table|truncate(?:\s+table)?|delete\s+from)\s+(?:'|%)/i,
    'high',
    'destroys every table that a query lists',
  ],
  [
    /\bdelete\s+from\s+[\w."`[\]]+\s*(?:;|"|'|$|--|where\s+(?:1\s*=\s*1|true|'1'\s*=\s*'1'|1\b))/i,
    'high',
    'deletes every row',
  ],
  [/\b(?:deleteMany|remove|updateMany)\s*\(\s*(?:\{\s*\})?\s*[,)]/, 'high', 'deletes every document'],
  [/\bupdate\s+[\w."`]+\s+set\s(?!.*\bwhere\b(?!\s+1\s*=\s*1))/is, 'high', 'changes every row'],
  [
    /\bgrant\s+all\b|\balter\s+(?:user|role)\b.*\b(?:superuser|password)\b|\bcreate\s+(?:user|role)\b.*\bsuperuser\b|\bxp_cmdshell\b/i,
    'high',
    'gives somebody every right',
  ],
  [
    /\bcopy\b.*\b(?:from|to)\s+program\b|\binto\s+(?:out|dump)file\b|\bload_file\s*\(|\\!\s*\w|^\.shell|^!\s*\w/i,
    'high',
    'reaches out of the database',
  ],
  [
    /\bdelete\s+from\b|\b(?:deleteOne|deleteMany)\s*\(|\bupdate\s+[\w."`]+\s+set\b|\binsert\s+into\b|\balter\s+table\b/i,
    'moderate',
    'changes data',
  ],
  [/\bmatch\s*\(\w*\)\s*detach\s+delete|\bdetach\s+delete\b/i, 'high', 'deletes every node'],
];

/** What a query only mentions. */
const withoutTexts = (text: string): string =>
  /^\s*(?:select|explain|show|with|values)\b/i.test(text) ? text.replace(/'[^']*'/g, "''") : text;

const isClient = (each: SimpleCommand): boolean => client.test(nameOf(each.program));

/** Whether what a query prints is run: by a client behind it, from the file that it goes to, or by `\gexec`. */
function isRunLater(use: Use): boolean {
  const later = use.all.filter((each) => isClient(each) && each.place.start > use.command.place.start);
  const piped = later.some((each) => each.pipeline.members.includes(use.command));
  const files = new Set(outputs(use));
  const read = later.flatMap((each) => [...each.args, ...each.redirections.map(({ target }) => target)]);
  const run = /\\gexec/.test([...use.args, use.command.input ?? ''].join(' '));
  return run || piped || read.some((word) => files.has(word.shown));
}

/** The files that it writes, itself or through the rest of its pipeline. */
const outputs = (use: Use): readonly string[] =>
  use.command.pipeline.members.flatMap((each) => [
    ...each.redirections.filter(({ operator }) => operator.startsWith('>')).map(({ target }) => target.shown),
    ...(nameOf(each.program) === 'tee' ? each.args.map((word) => word.shown) : []),
    ...each.args.flatMap((word, at) => (/^(?:-o|--output)$/.test(each.args[at - 1]?.shown ?? '') ? [word.shown] : [])),
  ]);

const shownIn = (each: SimpleCommand): string => each.args.map((word) => word.shown).join(' ');

/** Every key that a store lists. */
const deletesKeys = (use: Use): Finding | undefined =>
  /^redis-cli .*\b(?:del|unlink)\b/i.test(use.line) &&
  use.all.some((each) => nameOf(each.program) === 'redis-cli' && /(?:keys \*|--scan)$/i.test(shownIn(each)))
    ? { level: 'high', message: 'destroys every key of the store' }
    : undefined;

function checkStatements(use: Use): readonly (Finding | undefined)[] {
  const bare = /^(?:drop|truncate|delete|alter)$/i.test(use.name);
  if (!client.test(use.name) && !bare) return [];
  const given = [use.name, ...use.args, use.command.input ?? ''];
  const text = (isRunLater(use) ? given : given.map(withoutTexts)).join(' ');
  return statements.filter(([pattern]) => pattern.test(text)).map(([, level, message]) => ({ level, message }));
}

export const destroyDatabases: Rule = {
  id: 'destroy-databases',
  why: 'A database that is dropped is as old as its last backup, if there is one.',
  examples: {
    match: [
      ["mysql -e 'DROP DATABASE shop'", 'critical'],
      ["psql -c 'TRUNCATE users'", 'high'],
      ['psql -c "DELETE FROM users;"', 'high'],
      ['echo "DROP TABLE users;" | sqlite3 app.db', 'high'],
      ['redis-cli FLUSHALL', 'critical'],
      ["mongosh shop --eval 'db.dropDatabase()'", 'critical'],
      ['psql -c "DELETE FROM users WHERE id = 3"', 'moderate'],
      [`psql -c "select 'drop table ' || tablename from pg_tables" app | psql app`, 'high'],
      [`mysql -e "select concat('DROP TABLE ', t) from x" > d.sql && mysql app < d.sql`, 'high'],
      ["redis-cli keys '*' | xargs redis-cli del", 'high'],
    ],
    pass: [
      "psql -c 'SELECT 1'",
      "grep -r 'DROP TABLE' migrations",
      `psql -c "select 'drop table ' || tablename from pg_tables" > drops.sql`,
      'redis-cli ping',
      'mysqldump shop > shop.sql',
      'sqlite3 a.db .tables',
    ],
  },
  check: (use) => [...lookUp(use, table), ...checkStatements(use), deletesKeys(use)],
};
