import { type CreateTableBuilder, type Kysely, sql } from 'kysely';
import { columnsFor, isInstant, isOneOf } from './columns.ts';

const NETWORKS = 'facebook instagram twitter telegram youtube tiktok vk threads site tv press meeting other'.split(' ');

// biome-ignore lint/suspicious/noExplicitAny: a migration knows no table types, for those of today are not those of its day.
type Db = Kysely<any>;
type Table = CreateTableBuilder<string, string>;
type Columns = ReturnType<typeof columnsFor>;

export async function up(db: Db): Promise<void> {
  const columns = columnsFor(db);
  await directory(db, columns);
  await accounts(db, columns);
  await revisions(db, columns);
  await editions(db, columns);
  await promises(db, columns);
  await looks(db, columns);
  await keeping(db, columns);
}

/** Each column's words, sources and lists are JSON that the reader of documents has checked. */
function withJson(table: Table, { text, isJson }: Columns, required: string[], optional: string[] = []): Table {
  let built = table;
  for (const name of required) built = built.addColumn(name, text, (column) => column.notNull().check(isJson(name)));
  for (const name of optional) built = built.addColumn(name, text, (column) => column.check(isJson(name)));
  return built;
}

function withText(table: Table, { text }: Columns, required: string[], optional: string[] = []): Table {
  let built = table;
  for (const name of required) built = built.addColumn(name, text, (column) => column.notNull());
  for (const name of optional) built = built.addColumn(name, text);
  return built;
}

function withInstants(table: Table, { text }: Columns, required: string[], optional: string[] = []): Table {
  let built = table;
  for (const name of required) built = built.addColumn(name, text, (column) => column.notNull().check(isInstant(name)));
  for (const name of optional) built = built.addColumn(name, text, (column) => column.check(isInstant(name)));
  return built;
}

/** A time as it was written, and the span it means: `name`, `name_earliest`, `name_latest`. At most one end is open. */
function withSpan(table: Table, columns: Columns, name: string, required = false): Table {
  const [written, earliest, latest] = [name, `${name}_earliest`, `${name}_latest`].map((column) => sql.ref(column));
  const spanned = withInstants(
    withJson(table, columns, required ? [name] : [], required ? [] : [name]),
    columns,
    [],
    [`${name}_earliest`, `${name}_latest`],
  );
  return spanned
    .addCheckConstraint(
      nameOf(table, `${name}_ends`),
      sql`(${written} is null) = (${earliest} is null and ${latest} is null)`,
    )
    .addCheckConstraint(nameOf(table, `${name}_forwards`), sql`${earliest} <= ${latest}`);
}

/** Names of constraints are unique in a schema on PostgreSQL. */
function nameOf(table: Table, what: string): string {
  return `${(table.toOperationNode().table.table.identifier as { name: string }).name}_${what}`;
}

function tableOf(db: Db, name: string): Table {
  return db.schema.createTable(name) as Table;
}

/** Deferred: within a transaction a changed row may be taken out and put back. */
function withOffice(table: Table, column: string, what: 'offices' | 'officials' = 'offices'): Table {
  return table.addForeignKeyConstraint(nameOf(table, `${column}_fk`), [column], what, ['id'], (key) =>
    key.deferrable().initiallyDeferred(),
  );
}

async function directory(db: Db, columns: Columns): Promise<void> {
  const listed = (name: string) =>
    withText(tableOf(db, name), columns, []).addColumn('position', 'integer', (column) => column.notNull());
  const named = (name: string) =>
    listed(name).addColumn('id', columns.text, (column) => column.primaryKey().check(sql`length(id) between 1 and 80`));

  let offices = withJson(named('offices'), columns, ['name', 'region']);
  offices = withText(offices, columns, ['kind', 'zone'], ['held_from', 'held_to', 'wikidata', 'note']);
  await offices
    .addCheckConstraint(
      'offices_kind',
      isOneOf('kind', ['akim', 'ministry', 'government', 'department', 'company', 'other']),
    )
    .execute();

  await withText(
    withJson(named('officials'), columns, ['name', 'also_spelled']),
    columns,
    [],
    ['wikidata', 'note'],
  ).execute();

  const numbered = (name: string) =>
    tableOf(db, name).addColumn('position', 'integer', (column) => column.primaryKey());
  let tenures = withText(numbered('tenures'), columns, ['office', 'official'], ['held_from', 'held_to', 'note']);
  tenures = withJson(tenures, columns, [], ['source']);
  await withOffice(withOffice(tenures, 'office'), 'official', 'officials').execute();

  let channels = withText(named('channels'), columns, ['network'], ['office', 'official', 'handle', 'url', 'note']);
  channels = withOffice(withOffice(channels, 'office'), 'official', 'officials');
  await channels
    .addCheckConstraint('channels_owner', sql`(office is null) <> (official is null)`)
    .addCheckConstraint('channels_network', isOneOf('network', [...NETWORKS, 'any']))
    .execute();
  await channelFacts(db, columns);

  await withText(withJson(named('indicators'), columns, ['name']), columns, ['unit'], ['note']).execute();

  let measurements = withText(
    numbered('measurements'),
    columns,
    ['indicator'],
    ['office', 'held_from', 'held_to', 'note'],
  );
  measurements = withJson(measurements, columns, [], ['source']);
  await withOffice(measurements, 'office')
    .addColumn('value', columns.number, (column) => column.notNull())
    .addForeignKeyConstraint('measurements_indicator_fk', ['indicator'], 'indicators', ['id'], (key) =>
      key.deferrable().initiallyDeferred(),
    )
    .execute();

  let benchmarks = withJson(named('benchmarks'), columns, ['name'], ['source']);
  benchmarks = withText(benchmarks, columns, ['clock', 'milestone', 'basis'], ['held_from', 'held_to', 'note']);
  await benchmarks
    .addColumn('minutes', columns.number, (column) => column.notNull().check(sql`minutes > 0`))
    .addColumn('adopted', 'integer', (column) => column.notNull().check(sql`adopted in (0, 1)`))
    .addCheckConstraint('benchmarks_clock', isOneOf('clock', ['occurred', 'known', 'reported']))
    .addCheckConstraint('benchmarks_milestone', isOneOf('milestone', ['first_word', 'first_post']))
    .execute();
}

async function channelFacts(db: Db, columns: Columns): Promise<void> {
  const of = (name: string) =>
    withJson(withText(tableOf(db, name), columns, ['channel_id'], ['held_on', 'note']), columns, [], ['source'])
      .addColumn('position', 'integer', (column) => column.notNull())
      .addPrimaryKeyConstraint(`${name}_pk`, ['channel_id', 'position'])
      .addForeignKeyConstraint(`${name}_channel_fk`, ['channel_id'], 'channels', ['id'], (key) =>
        key.deferrable().initiallyDeferred(),
      );
  await withText(of('channel_states'), columns, ['state'])
    .addCheckConstraint(
      'channel_states_state',
      isOneOf('state', ['active', 'closed_to_followers', 'dormant', 'down', 'gone', 'absent']),
    )
    .execute();
  await of('channel_followers')
    .addColumn('count', 'bigint', (column) => column.notNull().check(sql`count >= 0`))
    .execute();
  await withText(of('channel_traits'), columns, ['trait'])
    .addCheckConstraint(
      'channel_traits_trait',
      isOneOf('trait', ['answers_comments', 'own_words', 'reposts', 'dry_reports', 'names_post']),
    )
    .execute();
}

async function accounts(db: Db, columns: Columns): Promise<void> {
  const users = tableOf(db, 'users').addColumn('id', columns.id, columns.identity);
  await withInstants(
    withText(users, columns, ['name', 'role'], ['password_hash']),
    columns,
    ['created_at'],
    ['disabled_at'],
  )
    .addColumn('email', columns.text, (column) => column.notNull().unique().check(sql`email = lower(email)`))
    .addCheckConstraint('users_role', isOneOf('role', ['reporter', 'editor', 'admin']))
    .execute();

  const owned = (name: string, column: 'notNull' | 'nullable') =>
    tableOf(db, name).addColumn('user_id', columns.id, (user) =>
      (column === 'notNull' ? user.notNull() : user).references('users.id').onDelete('cascade'),
    );
  const sessions = owned('sessions', 'notNull').addColumn('token_hash', columns.text, (column) => column.primaryKey());
  await withInstants(withText(sessions, columns, ['csrf']), columns, ['created_at', 'seen_at', 'expires_at']).execute();
  await db.schema.createIndex('sessions_by_user').on('sessions').column('user_id').execute();

  const links = owned('one_time_links', 'nullable').addColumn('token_hash', columns.text, (column) =>
    column.primaryKey(),
  );
  await withInstants(
    withText(links, columns, ['purpose']),
    columns,
    ['created_at', 'expires_at'],
    ['used_at'],
  ).execute();

  await withInstants(tableOf(db, 'attempts'), columns, ['window_ends_at'])
    .addColumn('key', columns.text, (column) => column.primaryKey())
    .addColumn('count', 'integer', (column) => column.notNull())
    .execute();
  await db.schema.createIndex('attempts_by_end').on('attempts').column('window_ends_at').execute();
}

async function revisions(db: Db, columns: Columns): Promise<void> {
  const table = withInstants(tableOf(db, 'revisions').addColumn('id', columns.id, columns.identity), columns, ['at']);
  await withJson(withText(table, columns, ['via', 'subject', 'subject_id', 'act'], ['why']), columns, ['changes'])
    .addColumn('user_id', columns.id, (column) => column.references('users.id'))
    .addColumn('public', 'integer', (column) => column.notNull().check(sql`public in (0, 1)`))
    .addCheckConstraint('revisions_via', isOneOf('via', ['desk', 'import', 'command']))
    .addCheckConstraint(
      'revisions_subject',
      isOneOf('subject', ['incident', 'directory', 'user', 'digest', 'settings']),
    )
    .execute();
  await db.schema
    .createIndex('revisions_by_subject')
    .on('revisions')
    .columns(['subject', 'subject_id', 'id'])
    .execute();
  await db.schema
    .createIndex('revisions_shown')
    .on('revisions')
    .columns(['at', 'id'])
    .where(sql.ref('public'), '=', sql.lit(1))
    .execute();

  await tableOf(db, 'facts_revision')
    .addColumn('id', 'integer', (column) => column.primaryKey().check(sql`id = 1`))
    .addColumn('revision', 'bigint', (column) => column.notNull())
    .execute();
  await db.insertInto('facts_revision').values({ id: 1, revision: 0 }).execute();
}

async function editions(db: Db, columns: Columns): Promise<void> {
  let table = tableOf(db, 'editions').addColumn('id', columns.id, columns.identity);
  table = withText(table, columns, ['slug', 'state', 'kind', 'topic', 'office', 'zone', 'folded'], ['covered_until']);
  table = withJson(table, columns, ['title', 'summary']);
  table = withSpan(withSpan(table, columns, 'started'), columns, 'ended');
  table = withInstants(
    table,
    columns,
    ['last_changed_at'],
    ['first_possible_at', 'began_at', 'published_at', 'first_published_at'],
  );
  table = table.addColumn('year', 'integer').addUniqueConstraint('editions_id_slug', ['id', 'slug']);
  await withOffice(table, 'office')
    .addColumn('version', columns.id, (column) => column.notNull().references('revisions.id'))
    .addUniqueConstraint('editions_slug_state', ['slug', 'state'])
    .addCheckConstraint('editions_slug', sql`length(slug) between 1 and 80`)
    .addCheckConstraint('editions_state', isOneOf('state', ['draft', 'public']))
    .addCheckConstraint('editions_kind', isOneOf('kind', ['acute', 'ongoing']))
    .addCheckConstraint('editions_covered_until', sql`length(covered_until) = 10`)
    .addCheckConstraint('editions_published', sql`(state = 'public') = (published_at is not null)`)
    .addCheckConstraint('editions_first_published', sql`published_at is null or first_published_at <= published_at`)
    .execute();
  await db.schema.createIndex('editions_by_time').on('editions').columns(['state', 'began_at desc', 'slug']).execute();
  await db.schema.createIndex('editions_by_office').on('editions').columns(['office', 'state']).execute();

  let entries = listedIn(db, columns, 'entries');
  entries = withText(
    entries,
    columns,
    ['id', 'kind', 'lang'],
    [
      'by_office',
      'by_official',
      'network',
      'channel_url',
      'text',
      'quote',
      'clock',
      'asked_of',
      'answered_by',
      'answer',
    ],
  );
  entries = withJson(withInstants(entries, columns, ['added_at']), columns, ['answers', 'source']);
  entries = withSpan(withSpan(entries, columns, 'at', true), columns, 'removed');
  entries = withOffice(withOffice(withOffice(entries, 'by_office'), 'by_official', 'officials'), 'asked_of');
  await within(entries, 'answered_by', 'entries')
    .addUniqueConstraint('entries_id', ['edition_id', 'id'])
    .addCheckConstraint('entries_id_length', sql`length(id) between 1 and 80`)
    .addCheckConstraint('entries_kind', isOneOf('kind', 'event statement report question outcome note'.split(' ')))
    .addCheckConstraint('entries_lang', isOneOf('lang', ['ru', 'kk', 'en']))
    .addCheckConstraint('entries_network', isOneOf('network', NETWORKS))
    .addCheckConstraint('entries_channel', sql`channel_url is null or network is not null`)
    .addCheckConstraint('entries_clock', isOneOf('clock', ['known', 'reported']))
    .addCheckConstraint('entries_answer', isOneOf('answer', ['full', 'formal', 'redirected']))
    .addCheckConstraint('entries_statement_by', sql`kind <> 'statement' or by_office is not null`)
    .execute();
  await db.schema.createIndex('entries_by_office').on('entries').columns(['by_office', 'edition_id', 'id']).execute();
}

/** A list of an edition: its rows go with it, and stand in the order in which they were recorded. */
function listedIn(db: Db, columns: Columns, name: string): Table {
  return tableOf(db, name)
    .addColumn('edition_id', columns.id, (column) => column.notNull().references('editions.id').onDelete('cascade'))
    .addColumn('position', 'integer', (column) => column.notNull())
    .addPrimaryKeyConstraint(`${name}_pk`, ['edition_id', 'position']);
}

/** The column names an entry or a promise of the same edition. */
function within(table: Table, column: string, what: 'entries' | 'promises'): Table {
  return table.addForeignKeyConstraint(
    nameOf(table, `${column}_fk`),
    ['edition_id', column],
    what,
    ['edition_id', 'id'],
    (key) => key.deferrable().initiallyDeferred(),
  );
}

async function promises(db: Db, columns: Columns): Promise<void> {
  let table = listedIn(db, columns, 'promises');
  table = withText(
    table,
    columns,
    ['slug', 'id', 'made_in', 'nature', 'text', 'due_basis'],
    ['phrase', 'due', 'due_reason', 'test'],
  );
  await within(withInstants(table, columns, ['added_at', 'settled_hint'], ['due_hint']), 'made_in', 'entries')
    .addColumn('open_hint', 'integer', (column) => column.notNull().check(sql`open_hint in (0, 1)`))
    .addForeignKeyConstraint('promises_slug_fk', ['edition_id', 'slug'], 'editions', ['id', 'slug'], (key) =>
      key.deferrable().initiallyDeferred(),
    )
    .addUniqueConstraint('promises_id', ['edition_id', 'id'])
    .addCheckConstraint('promises_id_length', sql`length(id) between 1 and 80`)
    .addCheckConstraint('promises_nature', isOneOf('nature', ['pledge', 'order', 'plan']))
    .addCheckConstraint('promises_due', isDue())
    .addCheckConstraint('promises_due_basis', isOneOf('due_basis', ['words', 'newsroom']))
    .addCheckConstraint('promises_due_reason', sql`due_reason is null or due_basis = 'newsroom'`)
    .execute();
  await db.schema
    .createIndex('promises_open')
    .on('promises')
    .columns(['due_hint', 'slug', 'id'])
    .where(sql.ref('due_hint'), 'is not', null)
    .where(sql.ref('open_hint'), '=', sql.lit(1))
    .execute();
  const inOrder = sql`coalesce(due_hint, '~'), slug, id`;
  await db.schema.createIndex('promises_in_order').on('promises').expression(inOrder).execute();
  await db.schema.createIndex('promises_settled').on('promises').column('settled_hint').execute();

  const part = (name: string) =>
    within(
      within(withText(listedIn(db, columns, name), columns, ['promise_id', 'entry_id']), 'promise_id', 'promises'),
      'entry_id',
      'entries',
    );
  await withText(part('deadline_changes'), columns, [], ['phrase', 'due'])
    .addCheckConstraint('deadline_changes_due', isDue())
    .execute();
  await withText(part('possible_answers'), columns, [], ['judged'])
    .addCheckConstraint('possible_answers_judged', isOneOf('judged', ['not_an_answer']))
    .execute();
  await withText(part('outcomes'), columns, ['kind'], ['basis'])
    .addCheckConstraint('outcomes_kind', isOneOf('kind', 'kept partly_kept not_kept withdrawn cannot_tell'.split(' ')))
    .addCheckConstraint('outcomes_basis', isOneOf('basis', ['office', 'newsroom', 'independent']))
    .execute();
}

/** A local date, or a local date-time: `2019-07-26`, `2019-07-15T17:00`. */
function isDue() {
  return sql`due like '____-__-__' or due like '____-__-__T__:__' or due like '____-__-__T__:__:__'`;
}

async function looks(db: Db, columns: Columns): Promise<void> {
  let checks = withSpan(listedIn(db, columns, 'checks'), columns, 'at', true);
  checks = withText(
    withJson(checks, columns, ['channels'], ['by_source']),
    columns,
    [],
    ['promise_id', 'found', 'note'],
  );
  await within(
    within(withInstants(checks, columns, ['added_at']), 'promise_id', 'promises'),
    'found',
    'entries',
  ).execute();

  let replies = withSpan(withSpan(listedIn(db, columns, 'replies'), columns, 'asked'), columns, 'at');
  replies = withText(withJson(replies, columns, [], ['source']), columns, [], ['to_entry', 'to_promise', 'text']);
  await within(within(replies, 'to_entry', 'entries'), 'to_promise', 'promises')
    .addCheckConstraint('replies_to', sql`(to_entry is null) <> (to_promise is null)`)
    .execute();
}

/** What the app keeps for itself: its keys and settings, and the digests that were issued. */
async function keeping(db: Db, columns: Columns): Promise<void> {
  await withInstants(withText(tableOf(db, 'secrets'), columns, ['value']), columns, ['created_at'])
    .addColumn('name', columns.text, (column) => column.primaryKey())
    .execute();
  await withInstants(withJson(tableOf(db, 'settings'), columns, ['value']), columns, ['changed_at'])
    .addColumn('key', columns.text, (column) => column.primaryKey())
    .execute();
  const digests = withInstants(tableOf(db, 'digests'), columns, ['from_at', 'cut_off_at', 'issued_at']);
  await withJson(withText(digests, columns, ['zone']), columns, ['body'])
    .addColumn('week', columns.text, (column) => column.primaryKey().check(sql`week like '____-W__'`))
    .addCheckConstraint('digests_forwards', sql`from_at < cut_off_at and cut_off_at <= issued_at`)
    .execute();
}
