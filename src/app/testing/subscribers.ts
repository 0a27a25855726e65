import { sql } from 'drizzle-orm'
import { anIssue, aProduct, aTitle } from '../../domain/catalog/factory.ts'
import { type Database, newId } from '../../platform/db/database.ts'
import type { Ctx } from '../../platform/http/context.ts'
import { inCompany } from '../local.ts'

export const SLUG = 'publisher'

/** A company with a monthly, so many subscribers to it, and so many issues that all of them are owed. */
export async function seedSubscribers(
  database: Database,
  { subscribers, issues }: { subscribers: number; issues: number },
) {
  await database.shared(db =>
    db.execute(sql`insert into companies (id, slug, name) values (${newId()}, ${SLUG}, 'Éditions du Lac')`),
  )
  await inCompany(database, SLUG, async ctx => {
    const titleId = await aTitle(ctx, { frequency: 'monthly' })
    for (let made = 0; made < issues; made++) await anIssue(ctx, titleId)
    await subscribe(ctx, { titleId, productId: await aProduct(ctx, { titleId }), subscribers })
  })
}

type Subscribed = { titleId: string; productId: string; subscribers: number }

async function subscribe({ db, company }: Ctx, { titleId, productId, subscribers }: Subscribed) {
  const each = sql`generate_series(1, ${subscribers}::int) n`
  const id = (kind: string) => sql`md5(${kind} || n)::uuid`
  await db.execute(sql`
    insert into parties (company_id, id, number, kind, last_name, first_name, sort_name, is_customer, created_by, updated_by)
    select ${company.id}, ${id('party')}, n, 'person', 'DUPONT ' || n, 'Zoé', 'DUPONT ' || n || ' ZOE', true, 'VG', 'VG' from ${each}`)
  await db.execute(sql`
    insert into addresses (company_id, id, party_id, purpose, line1, postcode, town, created_by, updated_by)
    select ${company.id}, ${id('address')}, ${id('party')}, 'billing', n || ' rue des Lilas', '75011', 'Paris', 'VG', 'VG' from ${each}`)
  await db.execute(sql`
    insert into purchases (company_id, id, number, kind, payer_id, recipient_id, product_id, title_id, label, bought_on,
      net_cents, vat_cents, gross_cents, starts_on, expires_on, term_months, served_by, created_by, updated_by)
    select ${company.id}, ${id('purchase')}, n, 'subscription', ${id('party')}, ${id('party')}, ${productId}, ${titleId}, 'Abonnement',
      '2022-01-01', 2833, 567, 3400, '2022-01-01', '2041-12-31', 240, 'date', 'VG', 'VG' from ${each}`)
}
