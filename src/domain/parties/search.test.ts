import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { type Database, openDatabase } from '../../platform/db/database.ts'
import { textKey } from '../../values/text-key.ts'
import { aCompany } from '../accounts/factory.ts'
import { createParties, type NewParty } from './actions.ts'
import { partiesOperations as parties } from './operations.ts'
import { partyMatches } from './queries.ts'

let database: Database
beforeAll(() => {
  database = openDatabase(inject('ownerUrl'))
})
afterAll(() => database.close())

const at = (line1: string, postcode: string, town: string) => [{ line1, postcode, town }]
const PEOPLE: NewParty[] = [
  { lastName: 'Martin', firstName: 'Jean', addresses: at('7 rue des Marronniers', '75011', 'Paris') },
  { lastName: 'Martin', firstName: 'Alain', addresses: at('3 rue Jean Jaurès', '13001', 'Marseille') },
  {
    lastName: 'Martinez',
    firstName: 'Éloïse',
    emails: ['eloise.m@free.fr'],
    addresses: at('1 avenue de Paris', '78000', 'Versailles'),
  },
  {
    lastName: 'Dupont',
    firstName: 'Martin',
    phones: ['+33 6 12 34 56 78'],
    addresses: at('12 quai d’Orsay', '75007', 'Paris'),
  },
  {
    kind: 'organisation',
    legalName: 'L’Œuvre du Lac',
    isSupplier: true,
    addresses: at('ZA du Lac', '74000', 'Annecy'),
  },
]

describe('searching parties', () => {
  let company: Awaited<ReturnType<typeof aCompany>>
  beforeAll(async () => {
    company = await aCompany(database)
    await company.within(ctx => createParties(ctx, PEOPLE))
  })
  const names = async (query: object) =>
    (await company.call(parties.list, query)).rows.map(
      ({ legalName, lastName, firstName }) => legalName || `${lastName} ${firstName}`.trim(),
    )

  test('finds by the beginning of words, exact words first, then in the order of names', async () => {
    expect(await names({ search: 'mart' })).toEqual(['Dupont Martin', 'Martin Alain', 'Martin Jean', 'Martinez Éloïse'])
    expect(await names({ search: 'martin' })).toEqual([
      'Dupont Martin',
      'Martin Alain',
      'Martin Jean',
      'Martinez Éloïse',
    ])
  })

  test('puts who bears the name before who lives in its street', async () => {
    expect(await names({ search: 'jean' })).toEqual(['Martin Jean', 'Martin Alain'])
  })

  test('finds by several words, whatever their order, accents ignored', async () => {
    expect(await names({ search: 'paris martin' })).toEqual(['Dupont Martin', 'Martin Jean', 'Martinez Éloïse'])
    expect(await names({ search: 'eloise versail' })).toEqual(['Martinez Éloïse'])
    expect(await names({ search: 'oeuvre' })).toEqual(['L’Œuvre du Lac'])
    expect(await names({ search: 'martin zzz' })).toEqual([])
  })

  test('finds by postcode, street, number, mail and phone', async () => {
    expect(await names({ search: '750' })).toEqual(['Dupont Martin', 'Martin Jean'])
    expect(await names({ search: '7 rue des marronniers' })).toEqual(['Martin Jean'])
    expect(await names({ search: '3' })).toEqual(['Martinez Éloïse'])
    expect(await names({ search: 'ELOISE.M@free' })).toEqual(['Martinez Éloïse'])
    expect(await names({ search: '06.12.34' })).toEqual(['Dupont Martin'])
  })

  test('keeps to the filters and to the order asked', async () => {
    expect(await names({ search: 'lac', role: 'supplier' })).toEqual(['L’Œuvre du Lac'])
    expect(await names({ search: 'martin', role: 'supplier' })).toEqual([])
    expect(await names({ search: 'paris', kind: 'organisation' })).toEqual([])
    expect(await names({ search: 'martin', sort: '-number' })).toEqual([
      'Dupont Martin',
      'Martinez Éloïse',
      'Martin Alain',
      'Martin Jean',
    ])
  })

  test('counts what it lists', async () => {
    for (const search of ['', 'mart', 'paris martin', '06 12 34', 'lac', 'rue', '?'])
      for (const role of [undefined, 'supplier'] as const)
        expect(await company.call(parties.count, { search, role })).toEqual({
          count: (await names({ search, role })).length,
        })
  })

  test('follows a party that changes', async () => {
    const { id } = await company.call(parties.create, {
      lastName: 'Zola',
      addresses: at('1 place du Jeu', '84000', 'Avignon'),
    })
    await company.call(parties.update, { id, lastName: 'Verne', addresses: at('2 place du Jeu', '44000', 'Nantes') })
    expect(await names({ search: 'zola' })).toEqual([])
    expect(await names({ search: 'avignon' })).toEqual([])
    expect(await names({ search: 'verne nantes' })).toEqual(['Verne'])
  })

  test('serves the lists of others', async () => {
    const found = (typed: string) =>
      company.within(async ctx => {
        const conditions = partyMatches(ctx, typed, sql`p.id`)
        const { rows } = await ctx.db.execute<{ name: string }>(
          sql`select p.last_name as name from parties p where p.company_id = ${ctx.company.id} and ${sql.join(conditions, sql` and `)}`,
        )
        return rows.length
      })
    expect(await found('martin paris')).toBe(3)
    expect(await found('eloise.m@free.fr')).toBe(1)
    await company.within(async ctx => expect(partyMatches(ctx, ' - ', sql`p.id`)).toEqual([]))
  })
})

describe('a long list', () => {
  const FIRST_NAMES = ['Jean', 'Jeanne', 'Marie', 'Marius', 'Paul']
  const TOWNS = ['Paris', 'Parigny', 'Lyon']
  const people = Array.from({ length: 6000 }, (_, at) => ({
    lastName: `Nom${String(at % 900).padStart(3, '0')}`,
    firstName: FIRST_NAMES[at % 5]!,
    isSupplier: at % 3 > 0,
    line1: `${at} rue Marie Curie`,
    postcode: String(75_000 + (at % 20)),
    town: TOWNS[at % 3]!,
  }))
  let company: Awaited<ReturnType<typeof aCompany>>
  beforeAll(async () => {
    company = await aCompany(database)
    for (let at = 0; at < people.length; at += 1000)
      await company.within(ctx =>
        createParties(
          ctx,
          people
            .slice(at, at + 1000)
            .map(({ line1, postcode, town, ...person }) => ({ ...person, addresses: [{ line1, postcode, town }] })),
        ),
      )
  })

  const matches = (typed: string, supplier: boolean) =>
    people.filter(({ lastName, firstName, isSupplier, line1, postcode, town }, at) => {
      const words = textKey(`${lastName} ${firstName} ${line1} ${postcode} ${town} ${at + 1}`).split(' ')
      const asked = textKey(typed).split(' ')
      return (!supplier || isSupplier) && asked.every(begun => words.some(word => word.startsWith(begun)))
    }).length

  test.each([
    { search: 'mar' },
    { search: 'jean' },
    { search: 'marie' },
    { search: 'nom1 paris' },
    { search: 'mar par' },
    { search: 'jeanne parigny 7501' },
    { search: 'marie', sort: '-number' },
    { search: 'nom12', sort: 'number' },
    { search: 'marie', sort: '-name' },
    { search: 'mar', role: 'supplier' },
    { search: 'marie', role: 'supplier', sort: '-number' },
    { search: '', role: 'supplier' },
  ] as const)('is read page after page, each party once: %o', async query => {
    const seen: number[] = []
    let after: string | null | undefined
    do {
      const { rows, next } = await company.call(parties.list, { ...query, limit: 200, ...(after ? { after } : {}) })
      seen.push(...rows.map(({ number }) => number))
      after = next
    } while (after)
    const { sort: _, ...matching } = { sort: undefined, ...query }
    expect(seen.length).toBe(new Set(seen).size)
    expect(seen.length).toBe(matches(query.search, 'role' in query))
    expect(await company.call(parties.count, matching)).toEqual({ count: seen.length })
    if ('sort' in query && query.sort === '-number') expect(seen).toEqual(seen.toSorted((a, b) => b - a))
    if ('sort' in query && query.sort === 'number') expect(seen).toEqual(seen.toSorted((a, b) => a - b))
  })
})
