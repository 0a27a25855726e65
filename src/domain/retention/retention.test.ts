import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { reactions } from '../../app/reactions.ts'
import { constraints } from '../../app/texts.ts'
import { type Database, openDatabase } from '../../platform/db/database.ts'
import { dispatch } from '../dispatch/actions/dispatch.ts'
import { aPublisher } from '../dispatch/factory.ts'
import { chosen } from '../dispatch/queries/chosen.ts'
import { partiesOperations } from '../parties/operations.ts'
import { erase } from './actions/erase.ts'
import { forgetTrail } from './actions/trail.ts'
import { eraseWork } from './jobs.ts'
import { retentionOperations } from './operations.ts'
import { overdueList } from './queries/overdue.ts'

let database: Database
beforeAll(() => {
  database = openDatabase(inject('ownerUrl'))
})
afterAll(() => database.close())

const LATE = '2030-01-01'
const publisher = () => aPublisher(database, { reactions, constraints })
type Publisher = Awaited<ReturnType<typeof publisher>>

const someone = (lastName: string) => ({
  lastName,
  firstName: 'Ève',
  emails: [`${lastName.toLowerCase()}@example.org`],
  phones: ['06 01 02 03 04'],
  addresses: [{ line1: '1 rue du Lac', postcode: '74000', town: 'Annecy' }],
})

/** All that binds somebody is paid, and was there long ago. */
const longAgo = ({ within }: Publisher) =>
  within(async ({ db, company }) => {
    await db.execute(sql`update invoice_states set open_cents = 0 where company_id = ${company.id}`)
    await db.execute(sql`update parties set created_at = '2020-01-01' where company_id = ${company.id}`)
  })

const rowsOf = ({ within }: Publisher, query: (companyId: string) => ReturnType<typeof sql>) =>
  within(async ({ db, company }) => (await db.execute(query(company.id))).rows)

/** What the company holds, searched for what somebody was called. */
async function tracesOf(one: Publisher, word: string) {
  const found: string[] = []
  const tables = ['parties', 'addresses', 'party_words', 'shipments', 'messages', 'party_merges', 'import_lines']
  for (const table of tables) {
    const rows = await rowsOf(
      one,
      id => sql`select 1 from ${sql.identifier(table)} t where company_id = ${id} and t::text ilike ${`%${word}%`}`,
    )
    if (rows.length > 0) found.push(table)
  }
  return found
}

describe('retention', () => {
  it('L-18 lists who has had no link for three years, not who is still bound', async () => {
    const one = await publisher()
    const { customerId } = await one.sell('ABO-A112', '2023-05-01', { to: someone('Ancienne') })
    await longAgo(one)
    const now = await one.call(retentionOperations.list, {})
    expect(now.rows.map(({ id }) => id)).not.toContain(customerId)
    const late = (await one.within(ctx => overdueList.page({ ...ctx, today: LATE }, { limit: 50 }))).rows
    expect(late.map(({ id, since }) => ({ id, since }))).toEqual([{ id: customerId, since: '2024-04-30' }])
  })

  it('L-18 forgets who it was everywhere, and keeps the document and the service as they were', async () => {
    const one = await publisher()
    const { customerId, invoice } = await one.sell('ABO-A112', '2023-05-01', { to: someone('Zyzzyva') })
    await one.within(async ctx => dispatch(ctx, await chosen(ctx, { kind: 'subscription', issue: '5' }), ctx.today))
    await longAgo(one)
    const document = (id: string) => sql`select * from invoices where company_id = ${id} and number = ${invoice.number}`
    const before = await rowsOf(one, document)
    expect(await tracesOf(one, 'zyzzyva')).toEqual(['parties', 'party_words', 'shipments'])
    await one.within(ctx => erase({ ...ctx, today: LATE }, { partyIds: [customerId], asked: false }))
    expect(await tracesOf(one, 'zyzzyva')).toEqual([])
    expect(await rowsOf(one, document)).toEqual(before)
    const [shipment] = await rowsOf(one, id => sql`select postcode, town from shipments where company_id = ${id}`)
    expect(shipment).toEqual({ postcode: '74000', town: 'Annecy' })
    const card = await one.call(partiesOperations.get, { id: customerId })
    expect(card).toMatchObject({ legalName: 'Contact effacé', lastName: '', emails: [], addresses: [] })
  })

  it('L-18 refuses while a service runs, even when asked for', async () => {
    const one = await publisher()
    const { customerId } = await one.sell('ABO-A112', '2023-05-01', { to: someone('Servie') })
    await longAgo(one)
    await expect(one.call(retentionOperations.erase, { partyIds: [customerId], asked: true })).rejects.toMatchObject({
      code: 'retention.stillNeeded',
    })
    const { customerId: other } = await one.sell('NUM-4', '2023-05-01', { to: someone('Lectrice') })
    await longAgo(one)
    expect(await one.call(retentionOperations.erase, { partyIds: [other], asked: true })).toEqual({ erased: 1 })
  })

  it('L-18 the trail of changes forgets the values too, not that there was a change', async () => {
    const one = await publisher()
    const { id } = await one.call(partiesOperations.create, { ...someone('Trahie'), kind: 'person' })
    await longAgo(one)
    await one.call(retentionOperations.erase, { partyIds: [id], asked: true })
    await forgetTrail(database.ownerUrl)
    const entries = await rowsOf(
      one,
      company => sql`select "to"::text as "to" from audit_entries where company_id = ${company} and record_id = ${id}`,
    )
    expect(entries.length).toBeGreaterThan(1)
    expect(JSON.stringify(entries)).not.toContain('Trahie')
  })

  it('L-18 as long work forgets all whose time is over, and goes on where it was cut', async () => {
    const one = await publisher()
    for (const name of ['Une', 'Deux', 'Trois']) await one.sell('NUM-4', '2023-05-01', { to: someone(name) })
    await longAgo(one)
    const counts: number[] = []
    const result = await eraseWork.run(
      {
        step: (act: (ctx: never) => Promise<unknown>, count = 1) => {
          counts.push(count)
          return one.within(ctx => act({ ...ctx, today: LATE } as never))
        },
      } as never,
      {},
    )
    expect(result).toEqual({ summary: '3 contacts effacés.', link: 'retention' })
    expect(counts).toEqual([0, 3])
  })
})
