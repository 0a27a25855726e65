import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { reactions } from '../../app/reactions.ts'
import { constraints, say } from '../../app/texts.ts'
import { type Database, openDatabase } from '../../platform/db/database.ts'
import type { Ctx } from '../../platform/http/context.ts'
import { aPublisher } from '../dispatch/factory.ts'
import { invoicingOperations as invoices } from '../invoicing/operations.ts'
import { aParty } from '../parties/factory.ts'
import { runContracts } from './actions/nightly.ts'
import { contractTyped } from './factory.ts'
import { contractsOperations as contracts } from './operations/contracts.ts'
import { contractForecastOperations, contractSettingsOperations } from './operations/forecast.ts'
import { contractTermsOperations } from './operations/terms.ts'

let database: Database
beforeAll(() => {
  database = openDatabase(inject('ownerUrl'), 8)
})
afterAll(() => database.close())

const TODAY = '2026-03-20'
const terms = contractTermsOperations(say)

async function desk() {
  const one = await aPublisher(database, { constraints, reactions, today: TODAY })
  const { call, within } = one
  const customerId = await within(ctx => aParty(ctx, { lastName: 'Morel', firstName: 'Anne' }))
  type Given = Partial<Parameters<typeof contractTyped>[0]>
  const contract = (given: Given = {}) => call(contracts.create, contractTyped({ customerId, ...given }))
  const termsOf = async (contractId: string) => (await call(terms.list, { contractId, limit: 200 })).rows
  const nightOf = (today: string) => within((ctx: Ctx) => runContracts({ ...ctx, today }))
  return { ...one, customerId, contract, termsOf, nightOf }
}

describe('what contracts do by themselves', () => {
  it('A1 the next term stands each time the one before has come, whatever nights were missed', async () => {
    const { contract, termsOf, nightOf } = await desk()
    const { id } = await contract({ plansToEnd: false, endsOn: null })
    expect(await termsOf(id)).toHaveLength(4)
    await nightOf('2026-03-21')
    expect(await termsOf(id)).toHaveLength(4)
    await nightOf('2026-07-15')
    expect((await termsOf(id)).map(({ startsOn }) => startsOn).at(-1)).toBe('2026-08-01')
    await nightOf('2026-07-16')
    expect(await termsOf(id)).toHaveLength(8)
  })

  it('REC-21 a contract without end stands two years ahead, and goes on as time does', async () => {
    const { contract, termsOf, nightOf } = await desk()
    const { id } = await contract({ endsOn: null, startsOn: '2026-03-01' })
    expect((await termsOf(id)).at(-1)).toMatchObject({ startsOn: '2028-03-01' })
    await nightOf('2026-04-02')
    expect((await termsOf(id)).at(-1)).toMatchObject({ startsOn: '2028-04-01' })
  })

  it('X-60 drafts come by themselves on their day; issued by itself is what nobody touched for the time to look', async () => {
    const { call, contract, termsOf, nightOf, within, company } = await desk()
    const drafted = await contract({ invoicing: 'draft', startsOn: '2026-03-01' })
    const issued = await contract({ invoicing: 'issue', startsOn: '2026-03-01' })
    const edited = await contract({ invoicing: 'issue', startsOn: '2026-03-01' })
    const byHand = await contract({ startsOn: '2026-03-01' })
    await nightOf(TODAY)
    const stateOf = async ({ id }: { id: string }) => (await termsOf(id))[0]!.state
    expect(await Promise.all([drafted, issued, edited, byHand].map(stateOf))).toEqual([
      'drafted',
      'drafted',
      'drafted',
      'to-invoice',
    ])
    const [{ invoiceId } = { invoiceId: null }] = await termsOf(edited.id)
    await within(ctx =>
      ctx.db.execute(sql`update invoices set created_at = '2026-03-20 08:00+01' where company_id = ${company.id}`),
    )
    const { revision, customerId, lines } = await call(invoices.get, { id: invoiceId! })
    const said = lines.map(({ productId, label, quantity, unitCents, vatRateBps }) => ({
      productId,
      label,
      quantity,
      unitCents: unitCents!,
      vatRateBps,
    }))
    await call(invoices.edit, { id: invoiceId!, revision, customerId, lines: said })
    await nightOf('2026-03-22')
    expect(await stateOf(issued)).toBe('drafted')
    await nightOf('2026-03-23')
    expect(await Promise.all([drafted, issued, edited].map(stateOf))).toEqual(['drafted', 'issued', 'drafted'])
  })

  it('X-66 a contract that renews by itself goes on the day after its end, once', async () => {
    const { call, contract, nightOf } = await desk()
    const { id } = await contract({ startsOn: '2025-04-01', endsOn: '2026-03-31', renewal: 'tacit' })
    await nightOf('2026-03-31')
    expect((await call(contracts.get, { id })).renewedBy).toBeNull()
    await nightOf('2026-04-01')
    await nightOf('2026-04-02')
    const { renewedBy, notices } = await call(contracts.get, { id })
    expect(await call(contracts.get, { id: renewedBy!.id })).toMatchObject({
      startsOn: '2026-04-01',
      endsOn: '2027-03-31',
    })
    expect(notices).toMatchObject([{ kind: 'alert', aboutOn: '2026-03-31', channel: 'mail' }])
    expect((await call(contracts.count, {})).count).toBe(2)
  })

  it('A20 who looks after contracts that end is mailed once, with all of them', async () => {
    const { contract, nightOf, within, company } = await desk()
    await contract({ title: 'Veille', endsOn: '2026-05-01', renewal: 'proposed' })
    await contract({ title: 'Hébergement', endsOn: '2026-04-15' })
    await contract({ title: 'Sans représentant', endsOn: '2026-04-15', owner: '' })
    await nightOf(TODAY)
    await nightOf('2026-03-21')
    const { rows } = await within(ctx =>
      ctx.db.execute<{ subject: string; text: string }>(sql`
        select subject, text from messages where company_id = ${company.id} and purpose = 'contracts.alert'`),
    )
    expect(rows).toHaveLength(1)
    expect(rows[0]!.subject).toBe('2 contrats se terminent bientôt')
    expect(rows[0]!.text).toMatch(/Hébergement[\s\S]*15\/04\/2026\. Il s’arrête[\s\S]*Veille[\s\S]*à proposer/)
  })

  it('A6 since when nothing runs by itself at night is told cheaply, until it does', async () => {
    const { call, contract, nightOf, within, company } = await desk()
    const stopped = () => call(terms.stopped, {})
    expect(await stopped()).toEqual({ since: null })
    await contract()
    await nightOf(TODAY)
    expect(await stopped()).toEqual({ since: null })
    const ran = (hours: number) =>
      within(ctx =>
        ctx.db.execute(
          sql`update contract_settings set ran_at = ran_at - make_interval(hours => ${hours}) where company_id = ${company.id}`,
        ),
      )
    await ran(25)
    expect(await stopped()).toEqual({ since: null })
    await ran(2)
    expect((await stopped()).since).toMatch(/Z$/)
    await nightOf('2026-03-21')
    expect(await stopped()).toEqual({ since: null })
  })

  it('REC-3 tells what will be invoiced each month, what contracts bring and who left', async () => {
    const { call, contract } = await desk()
    await contract({ startsOn: '2026-04-01', endsOn: '2027-03-31' })
    await contract({
      startsOn: '2026-01-01',
      endsOn: null,
      plansToEnd: false,
      unit: 'year',
      lines: [{ unitCents: 120_000 }],
    })
    const { months, monthlyCents, activeCount, before } = await call(contractForecastOperations.get, {})
    expect(months.slice(0, 3).map(({ netCents, termCount }) => [netCents, termCount])).toEqual([
      [100_000, 1],
      [10_000, 1],
      [10_000, 1],
    ])
    expect(months[10]).toMatchObject({ month: '2027-01-01', netCents: 110_000, termCount: 2 })
    expect(months[12]).toMatchObject({ month: '2027-03-01', endingCount: 1 })
    expect({ monthlyCents, activeCount }).toEqual({ monthlyCents: 8333, activeCount: 1 })
    expect(before.at(-1)).toMatchObject({ month: '2026-03-01', activeCount: 1, leftCount: 0 })
  })

  it('X-68 states of terms have the company’s own words', async () => {
    const { call } = await desk()
    const given = { termStates: { 'to-invoice': 'À émettre' }, noticeDays: 75, automatic: true }
    expect(await call(contractSettingsOperations.save, given)).toEqual(given)
    expect(await call(contractSettingsOperations.get, {})).toEqual(given)
  })
})
