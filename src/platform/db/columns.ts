import { type SQL, sql } from 'drizzle-orm'
import {
  customType,
  foreignKey,
  integer,
  type PgColumn,
  type PgColumnBuilderBase,
  type PgTableExtraConfigValue,
  pgPolicy,
  pgRole,
  pgTable,
  primaryKey,
  text,
  timestamp,
  uuid,
} from 'drizzle-orm/pg-core'

/** The role every operation runs under: never the owner of the tables, so row-level security binds it. */
export const appRole = pgRole('facteur_app').existing()

/** A calendar day without time zone, `YYYY-MM-DD`. */
export const day = customType<{ data: string; driverData: string }>({ dataType: () => 'date' })

/** The bytes of a file. */
export const bytes = customType<{ data: Buffer; driverData: Buffer }>({ dataType: () => 'bytea' })

export const instant = () => timestamp({ withTimezone: true, mode: 'string' })

/** Who created and last changed a record, by initials, and when; `revision` counts the changes. */
export const stamps = {
  createdAt: instant().notNull().defaultNow(),
  createdBy: text().notNull(),
  updatedAt: instant().notNull().defaultNow(),
  updatedBy: text().notNull(),
  revision: integer().notNull().default(1),
}

type BusinessColumns = {
  companyId: ReturnType<ReturnType<typeof uuid>['notNull']>
  id: ReturnType<ReturnType<typeof uuid>['notNull']>
}
type TableOf<C extends Record<string, PgColumnBuilderBase>> = ReturnType<typeof pgTable<string, C & BusinessColumns>>
type Extra<C extends Record<string, PgColumnBuilderBase>> = (
  table: Parameters<NonNullable<Parameters<typeof pgTable<string, C & BusinessColumns>>[2]>>[0],
) => PgTableExtraConfigValue[]

/** A table of the business: rows belong to one company, keys begin with it, and other companies cannot see them. */
export function businessTable<C extends Record<string, PgColumnBuilderBase>>(
  name: string,
  columns: C,
  extra?: Extra<C>,
): TableOf<C> {
  return pgTable(name, { companyId: uuid().notNull(), id: uuid().notNull(), ...columns }, table => [
    primaryKey({ name: `${name}_pkey`, columns: [table.companyId, table.id] as never }),
    companyPolicy(),
    ...(extra?.(table as never) ?? []),
  ]) as unknown as TableOf<C>
}

/** The policy that isolates companies: rows of the company named by the transaction, no other. */
export function companyPolicy() {
  // The subquery is asked once a statement; the bare function would be asked once a row.
  const mine = sql`company_id = (select current_setting('app.company_id')::uuid)`
  return pgPolicy('company', { to: appRole, using: mine, withCheck: mine })
}

/** Rows the application may delete, and no other, whatever its code says: for what must stay once it is done. */
export const deletedOnlyWhere = (rows: SQL) =>
  pgPolicy('deleted_only', { as: 'restrictive', for: 'delete', to: appRole, using: rows })

/** Rows the application may change, and no other, whatever its code says: the rest is as it was written. What they become is free. */
export const changedOnlyWhere = (rows: SQL) =>
  pgPolicy('changed_only', { as: 'restrictive', for: 'update', to: appRole, using: rows, withCheck: sql`true` })

type Keyed = { companyId: PgColumn; id: PgColumn }

/** A foreign key inside the company: `(company_id, column)` refers to the other table's key. */
export function belongsTo(name: string, from: { companyId: PgColumn }, column: PgColumn, to: () => Keyed) {
  return foreignKey({
    name,
    columns: [from.companyId, column] as [PgColumn, ...PgColumn[]],
    foreignColumns: [to().companyId, to().id] as [PgColumn, ...PgColumn[]],
  })
}
