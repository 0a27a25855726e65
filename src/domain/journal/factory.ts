import { sql } from 'drizzle-orm'
import pg from 'pg'
import { newId } from '../../platform/db/database.ts'
import type { Ctx } from '../../platform/http/context.ts'
import { closeJournal } from './actions/close.ts'
import { type Entry, seal } from './actions.ts'
import type { Papers } from './formats/archive.ts'
import type { SealedKinds } from './queries/verify.ts'

/** The key and value store of a company, as a record to seal: `series` of tests, which a test can change behind our back. */
export const aSealedRecord = async (
  ctx: Ctx,
  { number, cents, on }: { number: string; cents: number; on?: string },
) => {
  const id = newId()
  await ctx.db.execute(sql`
    insert into audit_entries (company_id, id, user_id, initials, via, operation, record, record_id, "to")
    values (${ctx.company.id}, ${id}, 'test', 'VG', 'local', 'sealed', 'invoices', ${id},
      ${JSON.stringify(factsOf(number, cents))}::jsonb)`)
  seal(ctx, [{ kind: 'invoice', recordId: id, on: on ?? ctx.today, grossCents: cents, facts: factsOf(number, cents) }])
  return id
}

const factsOf = (number: string, cents: number): Entry['facts'] => ({
  number,
  grossCents: cents,
  vat: [{ category: 'S', rateBps: 2000, netCents: cents - Math.round(cents / 6), vatCents: Math.round(cents / 6) }],
})

/** How the records above are read again. */
export const recordKinds: SealedKinds = {
  invoice: {
    async facts({ db, company }, ids) {
      const { rows } = await db.execute<{ id: string; to: Entry['facts'] }>(sql`
        select id, "to" from audit_entries where company_id = ${company.id} and operation = 'sealed'
          and id = any(${sql.param([...ids])}::uuid[])`)
      return new Map(rows.map(({ id, to }) => [id, to]))
    },
    records: ({ company }) => sql`
      select id, "to"->>'number' from audit_entries where company_id = ${company.id} and operation = 'sealed'`,
  },
}

/** Closes what has ended, with fiscal years that begin in January. */
export const closeToday = (ctx: Ctx) => closeJournal(ctx, 1)

/** Does what the application cannot: as the owner of the tables, or whoever stole their password. */
export async function asOwner(ownerUrl: string, text: string, values: unknown[] = []) {
  const client = new pg.Client({ connectionString: ownerUrl })
  await client.connect()
  return client.query(text, values).finally(() => client.end())
}

/** The papers of the records above: their numbers. */
export const recordPapers: Papers = {
  kinds: ['invoice'],
  make: async (ctx, ids) =>
    [...(await recordKinds.invoice!.facts(ctx, ids))].map(([, { number }]) => ({
      name: `${number}.pdf`,
      pdf: Buffer.from(`%PDF of ${number}`),
    })),
}
