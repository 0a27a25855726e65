// Two sites that exchange orders by mail, in one data folder.
import { call } from '@orpc/server'
import { sql } from 'drizzle-orm'
import { aProduct } from '../../domain/catalog/factory.ts'
import { pair } from '../../domain/exchange/testing/pair.ts'
import { aMailbox } from '../../domain/exchange/testing/sites.ts'
import { aSeller } from '../../domain/invoicing/factory.ts'
import type { aMailServer } from '../../domain/messaging/factory.ts'
import { messagingOperations } from '../../domain/messaging/operations.ts'
import { writeOrders } from '../../domain/orders/actions/write.ts'
import { aParty } from '../../domain/parties/factory.ts'
import { type Database, newId } from '../../platform/db/database.ts'
import { migrateDatabase } from '../../platform/db/migrate.ts'
import type { Ctx } from '../../platform/http/context.ts'
import type { aDovecot } from '../../platform/testing/dovecot.ts'
import { inCompany, localOuter } from '../local.ts'

export const [CALVI, CENTRE] = ['calvi', 'centre'] as const
export type Slug = typeof CALVI | typeof CENTRE
export const BOXES = ['one', 'two'] as const
export type Servers = { dovecot: Awaited<ReturnType<typeof aDovecot>>; smtp: Awaited<ReturnType<typeof aMailServer>> }

/** A distributor and the centre that supplies it, each the other's partner; the centre reads two mailboxes by both protocols, each hour. */
export async function preparedSites(database: Database, { dovecot, smtp }: Servers) {
  await migrateDatabase(database.ownerUrl)
  for (const slug of [CALVI, CENTRE])
    await database.shared(db =>
      db.execute(sql`insert into companies (id, slug, name) values (${newId()}, ${slug}, ${slug})`),
    )
  const within =
    (slug: Slug) =>
    <T>(act: (ctx: Ctx) => Promise<T>) =>
      inCompany(database, slug, act)
  const partyOf = (slug: Slug, more: object) =>
    inCompany(database, slug, async ctx => {
      await aSeller(ctx)
      await aProduct(ctx, { code: 'CASS-20', kind: 'other', priceBasis: 'net', priceCents: 9000 })
      return aParty(ctx, { kind: 'organisation', legalName: slug === CALVI ? 'STAUBER' : 'Calvi', ...more })
    })
  const supplierId = await partyOf(CALVI, { isSupplier: true })
  const customerId = await partyOf(CENTRE, { isCustomer: true })
  for (const slug of [CALVI, CENTRE])
    await call(
      messagingOperations.mailSettings.update,
      {
        ...{ host: '127.0.0.1', port: smtp.port, security: 'none', user: null, replyTo: null },
        ...{ fromName: slug, fromAddress: `commandes@${slug}.example` },
      },
      { context: localOuter(database, slug) },
    )
  await pair(
    { of: { within: within(CALVI) }, partyId: supplierId, address: 'appros@centre.example' },
    { of: { within: within(CENTRE) }, partyId: customerId, address: 'commandes@calvi.example' },
  )
  for (const user of BOXES)
    for (const protocol of ['imap', 'pop3'] as const)
      await aMailbox({ within: within(CENTRE) }, protocol, dovecot.ports[protocol], user)
  await inCompany(database, CENTRE, ({ db, company }) =>
    db.execute(sql`update mailboxes set every_minutes = 60, due_at = now() where company_id = ${company.id}`),
  )
}

/** Orders to the supplier that nobody sent yet. */
export async function newOrders(ctx: Ctx, count: number) {
  const { rows } = await ctx.db.execute<{ partyId: string; productId: string }>(sql`
    select p.party_id as "partyId", (select id from products where company_id = ${ctx.company.id} and code = 'CASS-20') as "productId"
    from partners p where p.company_id = ${ctx.company.id}`)
  const { partyId, productId } = rows[0]!
  await writeOrders(
    ctx,
    Array.from({ length: count }, (_, at) => ({
      ...{ kind: 'supplier' as const, partyId, priceBasis: 'net' as const },
      lines: [{ productId, quantity: 1 + (at % 7) }],
    })),
  )
}
