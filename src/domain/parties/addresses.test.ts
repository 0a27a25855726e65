import { sql } from 'drizzle-orm'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { type Database, openDatabase } from '../../platform/db/database.ts'
import { on } from '../../platform/http/reaction.ts'
import { aCompany } from '../accounts/factory.ts'
import { addressChanged, markUndeliverable } from './actions/addresses.ts'
import { aParty } from './factory.ts'
import { addressesOperations as addresses } from './operations/addresses.ts'
import { partiesOperations as parties } from './operations.ts'
import { addressJoins, addressOf, placeColumn } from './queries/address-for.ts'
import { addressesOf } from './queries/party-card.ts'
import { addressFor } from './rules/addresses.ts'
import { partiesConstraints } from './tables.ts'

let database: Database
beforeAll(() => {
  database = openDatabase(inject('ownerUrl'))
})
afterAll(() => database.close())

const TODAY = '2026-03-15'
const newCompany = (told: string[] = []) =>
  aCompany(database, {
    constraints: partiesConstraints,
    today: TODAY,
    reactions: [
      on(addressChanged, async (_ctx, { partyId }) => {
        told.push(partyId)
      }),
    ],
  })
const paris = { line1: '7 rue des Marronniers', postcode: '75011', town: 'Paris' }
const lyon = { line1: '2 place Bellecour', postcode: '69002', town: 'Lyon' }
const sea = { line1: '1 quai du Port', postcode: '83000', town: 'Toulon' }
type Company = Awaited<ReturnType<typeof newCompany>>

/** The town a copy goes to, on a day, for an issue that bears a day. */
const townFor = ({ within }: Company, id: string, day: string, issueDay: string | null = null) =>
  within(async ctx => addressFor(await addressesOf(ctx, id), { on: day, issueDay })?.town)

const known = (given: { addresses: { purpose: string; town: string; state: string; validTo: string | null }[] }) =>
  given.addresses.map(({ purpose, town, state, validTo }) => [purpose, town, state, validTo])

describe('an address', () => {
  test('CIR-16 begins with an issue: older issues go to the one before', async () => {
    const company = await newCompany()
    const { id } = await company.call(parties.create, { lastName: 'Petit', addresses: [paris] })
    const moved = await company.call(addresses.move, { id, purpose: 'billing', ...lyon, issuesFrom: '2026-05-01' })
    expect(known(moved)).toEqual([
      ['billing', 'Paris', 'current', null],
      ['billing', 'Lyon', 'planned', null],
    ])
    expect(await townFor(company, id, '2026-04-10', '2026-02-01')).toBe('Paris')
    expect(await townFor(company, id, '2026-04-10', '2026-05-01')).toBe('Lyon')
    expect(await townFor(company, id, '2026-04-10')).toBe('Lyon')
    const given = await company.call(addresses.remove, { id, addressId: moved.addresses[1]!.id })
    expect(known(given)).toEqual([['billing', 'Paris', 'current', null]])
  })

  test('CIR-16 begins on a day: the one before ends the day before, and goes on when the move is given up', async () => {
    const company = await newCompany()
    const { id } = await company.call(parties.create, { lastName: 'Petit', addresses: [paris] })
    const moved = await company.call(addresses.move, { id, purpose: 'billing', ...lyon, validFrom: '2026-04-01' })
    expect(known(moved)).toEqual([
      ['billing', 'Paris', 'current', '2026-03-31'],
      ['billing', 'Lyon', 'planned', null],
    ])
    expect(await townFor(company, id, '2026-03-31')).toBe('Paris')
    expect(await townFor(company, id, '2026-04-01')).toBe('Lyon')
    const repaired = await company.call(parties.update, { id, addresses: [{ ...paris, line2: 'Bâtiment B' }] })
    expect(known(repaired)).toEqual([
      ['billing', 'Paris', 'current', '2026-03-31'],
      ['billing', 'Lyon', 'planned', null],
      ['billing', 'Paris', 'past', '2026-03-14'],
    ])
    const given = await company.call(addresses.remove, { id, addressId: moved.addresses[1]!.id })
    expect(known(given).slice(0, 1)).toEqual([['billing', 'Paris', 'current', null]])
  })

  test('CIR-16 serves for a period: copies go there, then back; two at a time are refused', async () => {
    const company = await newCompany()
    const { id } = await company.call(parties.create, { lastName: 'Petit', addresses: [paris] })
    const holiday = { purpose: 'temporary', ...sea, validFrom: '2026-07-01', validTo: '2026-08-31' } as const
    const { addresses: now } = await company.call(addresses.move, { id, ...holiday })
    expect(await townFor(company, id, '2026-06-30')).toBe('Paris')
    expect(await townFor(company, id, '2026-07-01', '2026-05-01')).toBe('Toulon')
    expect(await townFor(company, id, '2026-09-01')).toBe('Paris')
    const again = company.call(addresses.move, { id, ...holiday, validFrom: '2026-08-31', validTo: '2026-09-30' })
    await expect(again).rejects.toMatchObject({ code: 'parties.temporaryAddressesOverlap' })
    const endless = company.call(addresses.move, { id, ...holiday, validTo: null })
    await expect(endless).rejects.toMatchObject({ code: 'parties.temporaryAddressEnds', data: { field: 'validTo' } })
    const planned = now.find(({ state }) => state === 'planned')!
    expect(known(await company.call(addresses.remove, { id, addressId: planned.id }))).toHaveLength(1)
  })

  test('CIR-16 that is replaced stays as history, and the journal tells both', async () => {
    const company = await newCompany()
    const { id } = await company.call(parties.create, { lastName: 'Petit', addresses: [paris] })
    const card = await company.call(parties.update, { id, addresses: [lyon] })
    expect(known(card)).toEqual([
      ['billing', 'Lyon', 'current', null],
      ['billing', 'Paris', 'past', '2026-03-14'],
    ])
    expect(await townFor(company, id, '2026-03-14')).toBe('Paris')
    expect(await townFor(company, id, TODAY)).toBe('Lyon')
    const past = company.call(addresses.remove, { id, addressId: card.addresses[1]!.id })
    await expect(past).rejects.toMatchObject({ code: 'parties.addressPast' })
    expect((await company.call(parties.list, { search: 'bellecour' })).rows).toMatchObject([{ town: 'Lyon' }])
    expect((await company.call(parties.list, { search: 'marronniers' })).rows).toEqual([])
  })

  test('CIR-16 that changes where copies go is told to other slices, once; a note is not', async () => {
    const told: string[] = []
    const { call } = await newCompany(told)
    const { id } = await call(parties.create, {
      lastName: 'Petit',
      addresses: [paris, { ...lyon, purpose: 'shipping' }],
    })
    await call(parties.update, { id, note: 'VIP', addresses: [sea, { ...lyon, purpose: 'shipping' }] })
    expect(told).toEqual([])
    await call(addresses.move, { id, ...sea, issuesFrom: '2026-05-01' })
    expect(told).toEqual([id])
    await call(addresses.move, { id, ...sea, line2: 'Chez Paul' })
    expect(told).toEqual([id, id])
  })

  test('CIR-18 bears the day mail came back, until it changes', async () => {
    const { call, within } = await newCompany()
    const { id } = await call(parties.create, {
      lastName: 'Petit',
      addresses: [paris, { ...lyon, purpose: 'shipping' }],
    })
    await within(ctx => markUndeliverable(ctx, [id], '2026-03-10'))
    const marks = async () =>
      (await call(parties.get, { id })).addresses.map(({ town, undeliverableOn }) => [town, undeliverableOn])
    expect(await marks()).toEqual([
      ['Paris', null],
      ['Lyon', '2026-03-10'],
    ])
    await call(addresses.move, { id, ...lyon, line2: 'Apt 3' })
    expect((await marks()).slice(0, 2)).toEqual([
      ['Paris', null],
      ['Lyon', null],
    ])
  })
})

test('CIR-16 the statement and the rule choose the same address', async () => {
  const { within } = await newCompany()
  const day = fc.constantFrom('2026-01-01', '2026-02-01', '2026-03-01', '2026-04-01')
  const maybe = fc.option(day)
  const address = fc.record({
    purpose: fc.constantFrom('billing' as const, 'shipping' as const, 'temporary' as const),
    town: fc.string({ minLength: 1, maxLength: 3, unit: fc.constantFrom('a', 'b', 'c') }),
    validFrom: maybe,
    validTo: maybe,
    issuesFrom: maybe,
  })
  const held = fc.array(address, { maxLength: 6 }).map(all =>
    all.filter(({ purpose, validFrom, validTo, issuesFrom }, at) => {
      if (purpose === 'temporary' && !(validFrom && validTo)) return false
      if (validFrom && validTo && validTo < validFrom) return false
      const twice = all.findIndex(one => one.purpose === purpose && !one.validTo && one.issuesFrom === issuesFrom)
      return validTo !== null || twice === at
    }),
  )
  await fc.assert(
    fc.asyncProperty(held, day, maybe, (addresses, on, issueDay) =>
      within(async ctx => {
        const id = await aParty(ctx, { addresses })
        const expected = addressFor(await addressesOf(ctx, id), { on, issueDay })?.town ?? ''
        const company = sql`${ctx.company.id}::uuid`
        const { rows } = await ctx.db.execute<{ joined: string; alone: string | null }>(sql`
          select ${placeColumn('town')} as joined, (select x.town from (${addressOf(company, sql`p.id`, { on, issueDay })}) x) as alone
          from parties p ${addressJoins(company, sql`p.id`, { on, issueDay })} where p.company_id = ${company} and p.id = ${id}`)
        expect(rows).toEqual([{ joined: expected, alone: expected || null }])
      }),
    ),
    { numRuns: 150 },
  )
})
