import { type ColumnDefinitionBuilder, type Kysely, PostgresAdapter, type RawBuilder, sql } from 'kysely';

type Column = (column: ColumnDefinitionBuilder) => ColumnDefinitionBuilder;

/**
 * What the two engines write differently. Text sorts by code point on both (PostgreSQL would take the order of its server's
 * language), so that both list alike.
 */
export function columnsFor(db: Kysely<unknown>) {
  const postgres = db.getExecutor().adapter instanceof PostgresAdapter;
  const identity: Column = (column) =>
    postgres ? column.generatedAlwaysAsIdentity().primaryKey() : column.primaryKey().autoIncrement();
  return {
    id: postgres ? sql`bigint` : sql`integer`,
    identity,
    text: postgres ? sql`text collate "C"` : sql`text`,
    number: sql`double precision`,
    isJson: (column: string): RawBuilder<unknown> =>
      postgres ? sql`${sql.ref(column)} is json` : sql`json_valid(${sql.ref(column)})`,
  };
}

/** An instant is 24 characters of UTC ISO text: it sorts, indexes and reads alike on both engines. Null passes. */
export function isInstant(column: string): RawBuilder<unknown> {
  return sql`length(${sql.ref(column)}) = 24`;
}

/** The column holds one of these words. Null passes. */
export function isOneOf(column: string, words: readonly string[]): RawBuilder<unknown> {
  return sql`${sql.ref(column)} in (${sql.join(words.map((word) => sql.lit(word)))})`;
}
