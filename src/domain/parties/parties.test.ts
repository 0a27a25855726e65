import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { type Database, openDatabase } from '../../platform/db/database.ts'
import { aCompany } from '../accounts/factory.ts'
import { createParties } from './actions.ts'
import { aParty } from './factory.ts'
import { partiesOperations as parties } from './operations.ts'
import { currentAddress, partyName } from './queries.ts'
import { partiesConstraints } from './tables.ts'

let database: Database
beforeAll(() => {
  database = openDatabase(inject('ownerUrl'))
})
afterAll(() => database.close())

const newCompany = () => aCompany(database, { constraints: partiesConstraints })
const paris = { line1: '7 rue des Marronniers', postcode: '75011', town: 'Paris' }

describe('a party', () => {
  test('is created with the next number, its addresses and who created it', async () => {
    const { call, user } = await newCompany()
    const first = await call(parties.create, { lastName: ' Dupont ', firstName: 'Florence', addresses: [paris] })
    expect(first).toMatchObject({
      number: 1,
      kind: 'person',
      lastName: 'Dupont',
      createdBy: user.initials,
      revision: 1,
      addresses: [{ purpose: 'billing', ...paris, country: 'FR', validTo: null }],
    })
    expect(first.createdAt).toMatch(/^\d{4}-\d\d-\d\dT.*Z$/)
    expect(await call(parties.create, { kind: 'organisation', legalName: 'UADF' })).toMatchObject({ number: 2 })
    expect(await call(parties.get, { id: first.id })).toEqual(first)
  })

  test('keeps the number it had elsewhere, and the next ones come after', async () => {
    const { call } = await newCompany()
    await call(parties.create, { number: 1043, firstName: 'Didier' })
    expect(await call(parties.create, { firstName: 'Anne' })).toMatchObject({ number: 1044 })
    await expect(call(parties.create, { number: 1043, firstName: 'Paul' })).rejects.toMatchObject({
      code: 'parties.numberTaken',
    })
  })

  test('is refused without a name, with a bad mail, in no country, with two billing addresses', async () => {
    const { call } = await newCompany()
    const refusal = (input: object) => expect(call(parties.create, { lastName: 'Petit', ...input })).rejects
    await refusal({ lastName: '  ' }).toMatchObject({ code: 'parties.nameless', data: { field: 'lastName' } })
    await refusal({ emails: ['a@b.fr', 'anne@'] }).toMatchObject({
      code: 'parties.emailInvalid',
      data: { field: 'emails.1', values: { email: 'anne@' } },
    })
    await refusal({ addresses: [{ ...paris, country: 'ZZ' }] }).toMatchObject({ code: 'parties.countryUnknown' })
    await refusal({ addresses: [paris, paris] }).toMatchObject({ code: 'parties.addressTwice' })
    await refusal({ lastName: 'A'.repeat(101) }).toMatchObject({ code: 'BAD_REQUEST' })
    expect(await call(parties.count, {})).toEqual({ count: 0 })
  })

  test('is brought in once from elsewhere', async () => {
    const { call } = await newCompany()
    await call(parties.create, { lastName: 'Petit', externalId: 'shop:48' })
    await expect(call(parties.create, { lastName: 'Petit', externalId: 'shop:48' })).rejects.toMatchObject({
      code: 'parties.externalIdTaken',
      data: { field: 'externalId' },
    })
  })

  test('changes only in what is said', async () => {
    const { call } = await newCompany()
    const made = await call(parties.create, { lastName: 'Petit', firstName: 'Anne', note: 'VIP', addresses: [paris] })
    const changed = await call(parties.update, { id: made.id, revision: 1, lastName: 'Grand' })
    expect(changed).toMatchObject({
      lastName: 'Grand',
      firstName: 'Anne',
      note: 'VIP',
      revision: 2,
      addresses: [paris],
    })
    await expect(call(parties.update, { id: made.id, revision: 1, note: '' })).rejects.toMatchObject({
      code: 'record.changedMeanwhile',
    })
    await expect(call(parties.update, { id: made.id, firstName: '', lastName: '' })).rejects.toMatchObject({
      code: 'parties.nameless',
    })
    await expect(call(parties.get, { id: (await newCompany()).company.id })).rejects.toMatchObject({
      code: 'NOT_FOUND',
    })
  })

  test('has its addresses replaced by those given; its history tells both', async () => {
    const { call, within, company } = await newCompany()
    const { id } = await call(parties.create, {
      lastName: 'Petit',
      addresses: [paris, { ...paris, purpose: 'shipping' }],
    })
    const { addresses } = await call(parties.update, {
      id,
      addresses: [
        { ...paris, town: 'Lyon' },
        { line1: '', purpose: 'shipping' },
      ],
    })
    expect(addresses.map(({ purpose, town, state }) => [purpose, town, state])).toEqual([
      ['billing', 'Lyon', 'current'],
      ['billing', 'Paris', 'past'],
      ['shipping', 'Paris', 'past'],
    ])
    const history = await within(
      async ({ db }) =>
        (
          await db.execute<{ from: object; to: object }>(sql`select "from", "to" from audit_entries
        where company_id = ${company.id} and record_id = ${id} and "from" -> 'addresses' is not null`)
        ).rows[0]!,
    )
    expect(history).toMatchObject({ from: { addresses: [paris, paris] }, to: { addresses: [{ town: 'Lyon' }] } })
  })

  test('receives at its shipping address, else at the billing one', async () => {
    const { within } = await newCompany()
    const townOf = (addresses: { purpose?: 'billing' | 'shipping'; town: string }[]) =>
      within(async ctx => {
        const id = await aParty(ctx, { addresses })
        const { rows } = await ctx.db.execute(sql`select x.town, ${partyName('p')} as name from parties p
          left join lateral (${currentAddress(sql`p.company_id`, sql`p.id`, ctx.today)}) x on true
          where p.company_id = ${ctx.company.id} and p.id = ${id}`)
        return rows
      })
    expect(await townOf([{ town: 'Paris' }, { purpose: 'shipping', town: 'Lyon' }])).toEqual([
      { town: 'Lyon', name: 'Dupont Florence' },
    ])
    expect(await townOf([{ town: 'Paris' }])).toMatchObject([{ town: 'Paris' }])
    expect(await townOf([])).toMatchObject([{ town: null }])
  })

  test('is seen by its company alone', async () => {
    const [ours, theirs] = [await newCompany(), await newCompany()]
    const { id } = await ours.call(parties.create, { lastName: 'Dupont' })
    expect(await theirs.call(parties.list, { search: 'dupont' })).toEqual({ rows: [], next: null })
    await expect(theirs.call(parties.update, { id, lastName: 'Durand' })).rejects.toMatchObject({ code: 'NOT_FOUND' })
  })

  test('needs the right to write', async () => {
    const { call } = await newCompany()
    await expect(call(parties.create, { lastName: 'Petit' }, { role: 'reader' })).rejects.toMatchObject({
      code: 'FORBIDDEN',
    })
  })
})

test('many parties are created together, in their order', async () => {
  const { within, call } = await newCompany()
  const names = Array.from({ length: 2500 }, (_, at) => `Nom${at}`)
  await within(ctx =>
    createParties(
      ctx,
      names.map(lastName => ({ lastName, addresses: [paris] })),
    ),
  )
  const { rows } = await call(parties.list, { sort: 'number', limit: 3 })
  expect(rows).toMatchObject([
    { lastName: 'Nom0', number: 1, town: 'Paris' },
    { lastName: 'Nom1' },
    { lastName: 'Nom2' },
  ])
  expect(await call(parties.count, { search: 'paris' })).toEqual({ count: 2500 })
})
