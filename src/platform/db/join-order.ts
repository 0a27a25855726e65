import { sql } from 'drizzle-orm'
import type { Db } from './database.ts'

/**
 * The tables of what is read next in this transaction are joined in the order they are written in. For a page of a list that begins at
 * its own index, and looks the rest up row by row, PostgreSQL spends longer on trying the other orders than on reading it.
 */
export const joinAsWritten = ({ db }: { db: Db }) => db.execute(sql`set local join_collapse_limit = 1`)
