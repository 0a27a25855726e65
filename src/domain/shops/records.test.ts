import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { reactions } from '../../app/reactions.ts'
import { router } from '../../app/router.ts'
import { constraints } from '../../app/texts.ts'
import { type Database, openDatabase } from '../../platform/db/database.ts'
import { sealWith } from '../../platform/mail/seal.ts'
import { aCompany } from '../accounts/factory.ts'
import { sealKey } from './actions/keys.ts'

let database: Database
beforeAll(() => {
  sealWith('a secret that every test may know')
  database = openDatabase(inject('ownerUrl'), 4)
})
afterAll(() => database.close())

const { shops, shopStatuses: statuses, shopPaymentMethods: methods, bankAccounts } = router
const company = () => aCompany(database, { reactions, constraints })
const IBAN = 'FR76 3000 6000 0112 3456 7890 189'

describe('a shop', () => {
  it('ABO-7 is told with all that is said of it, and never with its keys', async () => {
    const { call, within } = await company()
    const { id } = await call(shops.create, { name: 'Lac', address: 'https://lac.example' })
    await within(ctx =>
      ctx.db.execute(sql`
        update shops set sealed_key = ${sealKey({ companyId: ctx.company.id, id }, 'key', 'ck_open')},
          sealed_secret = ${sealKey({ companyId: ctx.company.id, id }, 'secret', 'cs_open')} where id = ${id}`),
    )
    const shop = await call(shops.update, { id, quietHours: 24, numberPrefix: 'WEB-' })
    expect(shop).toMatchObject({ hasKeys: true, quietHours: 24, numberPrefix: 'WEB-', revision: 2, orderCount: 0 })
    const { rows } = await call(shops.list, {})
    expect(rows).toEqual([shop])
    const trail = await within(ctx => ctx.db.execute(sql`select * from audit_entries where record_id = ${id}`))
    expect(trail.rows.length).toBeGreaterThan(1)
    expect(JSON.stringify([rows, trail.rows])).not.toMatch(/seal|v1\.|ck_|cs_/)
  })

  it('has a time zone there is, and a name of its own', async () => {
    const { call } = await company()
    const { id } = await call(shops.create, { name: 'Lac' })
    const other = await call(shops.create, { name: 'Rive' })
    await expect(call(shops.update, { id, timeZone: 'Europe/Lac' })).rejects.toMatchObject({
      code: 'shops.unknownTimeZone',
    })
    await expect(call(shops.update, { id: other.id, name: 'Lac' })).rejects.toMatchObject({ code: 'shops.nameTaken' })
    expect(await call(shops.update, { id, timeZone: 'America/Martinique' })).toMatchObject({
      timeZone: 'America/Martinique',
    })
  })

  it('is deleted while no order came from it, and kept from then on', async () => {
    const { call, within } = await company()
    const { id } = await call(shops.create, { name: 'Lac' })
    const kept = await call(shops.create, { name: 'Rive' })
    await within(ctx =>
      ctx.db.execute(sql`
        insert into shop_orders (company_id, id, shop_id, external_id, document, sha256, state, created_by, updated_by)
        values (${ctx.company.id}, gen_random_uuid(), ${kept.id}, '12', '{}', 'x', 'not-sold', 'VG', 'VG')`),
    )
    const connected = await call(shops.create, { name: 'Cap' })
    await within(ctx =>
      ctx.db.execute(
        sql`update shops set sealed_key = 'x' where company_id = ${ctx.company.id} and id = ${connected.id}`,
      ),
    )
    await call(shops.remove, { id })
    await expect(call(shops.remove, { id: kept.id })).rejects.toMatchObject({ code: 'shops.hasOrders' })
    await expect(call(shops.remove, { id: connected.id })).rejects.toMatchObject({ code: 'shops.stillConnected' })
    expect(await call(shops.count, {})).toEqual({ count: 2 })
  })
})

describe('what a shop says, and what it means here', () => {
  it('ABO-8 is a table of statuses that the user edits; what a person said is no longer guessed', async () => {
    const { call, within } = await company()
    const { id } = await call(shops.create, { name: 'Lac' })
    await within(ctx =>
      ctx.db.execute(sql`
        insert into shop_statuses (company_id, id, shop_id, status, meaning, guessed, created_by, updated_by)
        values (${ctx.company.id}, gen_random_uuid(), ${id}, 'expediee', 'sold', true, 'AUTO', 'AUTO')`),
    )
    expect((await call(statuses.list, { id }))[0]).toEqual({
      status: 'expediee',
      meaning: 'sold',
      guessed: true,
      orderCount: 0,
    })
    const saved = await call(statuses.save, {
      id,
      statuses: [
        { status: 'expediee', meaning: 'sold' },
        { status: 'on-hold', meaning: 'sold' },
      ],
    })
    expect(saved.filter(({ guessed }) => guessed)).toEqual([])
    expect(saved.find(({ status }) => status === 'on-hold')?.meaning).toBe('sold')
    expect(saved.find(({ status }) => status === 'pending')?.meaning).toBe('waits')
  })

  it('is how each way of paying is recorded, and where its money arrives', async () => {
    const { call } = await company()
    const { id } = await call(shops.create, { name: 'Lac' })
    const account = await call(bankAccounts.create, { name: 'Stripe', iban: IBAN })
    const said = { externalId: 'stripe', method: 'card' as const, bankAccountId: account.id }
    expect(await call(methods.save, { id, methods: [said] })).toEqual([{ ...said, title: '' }])
    await expect(call(methods.save, { id, methods: [{ ...said, bankAccountId: id }] })).rejects.toMatchObject({
      code: 'payments.unknownBankAccount',
    })
  })
})
