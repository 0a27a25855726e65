import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { aPublisher } from '../domain/dispatch/factory.ts'
import { dispatchOperations, shipmentsOperations } from '../domain/dispatch/operations.ts'
import { addressesOperations } from '../domain/parties/operations/addresses.ts'
import { duplicatesOperations as duplicates } from '../domain/parties/operations/duplicates.ts'
import { partiesOperations } from '../domain/parties/operations.ts'
import { partyReferences } from '../domain/parties/queries/references.ts'
import { singleIssuesOperations, subscriptionsOperations } from '../domain/subscriptions/operations.ts'
import { type Database, openDatabase } from '../platform/db/database.ts'
import type { Ctx } from '../platform/http/context.ts'
import { reactions } from './reactions.ts'
import { constraints } from './texts.ts'

let database: Database
beforeAll(() => {
  database = openDatabase(inject('ownerUrl'), 4)
})
afterAll(() => database.close())

const florence = {
  lastName: 'Dupont',
  firstName: 'Florence',
  emails: ['florence@example.org'],
  addresses: [{ line1: '7 rue des Marronniers', postcode: '75011', town: 'Paris' }],
}

/** Florence twice, with a subscription and a served issue each. */
async function florenceTwice() {
  const publisher = await aPublisher(database, { constraints, reactions })
  const { customerId: first } = await publisher.sell('ABO-A112', '2023-01-01', { to: florence })
  const { customerId: second } = await publisher.sell('ABO-A112', '2023-02-01', {
    to: {
      ...florence,
      lastName: 'DUPONT',
      emails: ['Florence@Example.org', 'flo@example.org'],
      addresses: [{ line1: '9 quai de Seine', postcode: '75019', town: 'Paris' }],
    },
  })
  await publisher.sell('NUM-4', '2023-02-01', { customerId: second })
  await publisher.call(dispatchOperations.run, { issue: '5' })
  return { ...publisher, first, second }
}

/** Every row that refers to a party, whatever the table, with the parties and addresses themselves. */
const everything = (ctx: Ctx, ids: string[]) =>
  partyReferences(ctx).then(async references => {
    const all: unknown[] = []
    for (const { table, column } of [...references, { table: 'shipments', column: 'recipient_id' }]) {
      const { rows } =
        await ctx.db.execute(sql`select ${table}::text as t, ${column}::text as c, id, ${sql.identifier(column)} as who
        from ${sql.identifier(table)} where company_id = ${ctx.company.id} and ${sql.identifier(column)} is not null order by id`)
      all.push(...rows)
    }
    const { rows } =
      await ctx.db.execute(sql`select id, last_name, emails, phones, note, merged_into_id, no_marketing_on,
        (select jsonb_agg(to_jsonb(a) order by a.id) from addresses a where a.company_id = p.company_id and a.party_id = p.id) as addresses,
        (select array_agg(word order by word) from party_words w where w.company_id = p.company_id and w.party_id = p.id) as words
      from parties p where company_id = ${ctx.company.id} and id = any(${`{${ids.join(',')}}`}::uuid[]) order by id`)
    return [...all, ...rows]
  })

describe('CIR-19 contacts in double', () => {
  test('CIR-19 are proposed with what they share, until somebody says that they are two', async () => {
    const { call, first, second, sell } = await florenceTwice()
    await sell('ABO-A112', '2023-01-01', { to: { lastName: 'Zola', emails: ['zola@example.org'] } })
    const { rows } = await call(duplicates.list, {})
    expect(rows).toMatchObject([
      { score: 65, reasons: ['mail', 'name-town'], firstId: first, secondId: second, firstPlace: '75011 Paris' },
    ])
    expect(await call(duplicates.count, {})).toEqual({ count: 1 })
    await call(duplicates.dismiss, { firstId: second, secondId: first })
    expect(await call(duplicates.list, {})).toMatchObject({ rows: [] })
    await expect(call(duplicates.dismiss, { firstId: first, secondId: second })).rejects.toMatchObject({
      code: 'parties.alreadyDismissed',
    })
  })

  test('CIR-19 share a name in any order, a phone however written, a legal name', async () => {
    const { call } = await aPublisher(database, { constraints, reactions })
    const place = [{ line1: '1 rue A', postcode: '13001', town: 'Marseille' }]
    await call(partiesOperations.create, { lastName: 'Émile', firstName: 'Zola', addresses: place })
    await call(partiesOperations.create, { lastName: 'Zola', firstName: 'Emile', addresses: place })
    await call(partiesOperations.create, { lastName: 'Martin', phones: ['06 12 34 56 78'] })
    await call(partiesOperations.create, { lastName: 'Durand', phones: ['+33612345678'] })
    await call(partiesOperations.create, { kind: 'organisation', legalName: 'Lycée Zola' })
    await call(partiesOperations.create, { kind: 'organisation', legalName: 'LYCEE ZOLA' })
    const { rows } = await call(duplicates.list, {})
    expect(rows.map(({ score, reasons }) => [score, reasons])).toEqual([
      [95, ['name-postcode', 'name-street', 'name-town']],
      [60, ['legal-name']],
      [25, ['phone']],
    ])
  })

  test('CIR-19 become one: purchases, invoices and shipments follow, and the old number still finds it', async () => {
    const { call, first, second } = await florenceTwice()
    const merge = await call(duplicates.merge, { keptId: first, goneId: second, take: ['billing'] })
    expect(merge).toMatchObject({ keptNumber: 1, goneNumber: 2, undoneAt: null })
    const { rows: bought } = await call(subscriptionsOperations.list, {})
    expect(bought.map(({ recipientId }) => recipientId)).toEqual([first, first])
    const { rows: single } = await call(singleIssuesOperations.list, {})
    expect(single.map(({ recipientId }) => recipientId)).toEqual([first])
    const { rows: sent } = await call(shipmentsOperations.list, { recipientId: first })
    expect(sent.map(({ contactNumber, line1 }) => [contactNumber, line1])).toEqual([
      [1, '7 rue des Marronniers'],
      [2, '9 quai de Seine'],
    ])
    const { rows: found } = await call(partiesOperations.list, { search: '2' })
    expect(found).toMatchObject([{ id: first, line1: '9 quai de Seine' }])
    expect(await call(partiesOperations.count, {})).toEqual({ count: 1 })
    expect(await call(partiesOperations.get, { id: first })).toMatchObject({
      emails: ['florence@example.org', 'flo@example.org'],
    })
    expect(await call(partiesOperations.get, { id: second })).toMatchObject({ mergedIntoId: first })
    expect(await call(duplicates.count, {})).toEqual({ count: 0 })
    await expect(call(duplicates.merge, { keptId: second, goneId: first })).rejects.toMatchObject({
      code: 'parties.alreadyMerged',
    })
    const wasMerged = { code: 'parties.wasMerged', data: { values: { number: 1, name: 'Dupont Florence' } } }
    await expect(call(partiesOperations.update, { id: second, note: 'A' })).rejects.toMatchObject(wasMerged)
    await expect(call(addressesOperations.move, { id: second, line1: '1 rue A', town: 'Lyon' })).rejects.toMatchObject(
      wasMerged,
    )
    await expect(call(duplicates.merge, { keptId: first, goneId: first })).rejects.toMatchObject({
      code: 'parties.mergeItself',
    })
  })

  test('CIR-19 are two again when the merge is undone: every reference is where it was', async () => {
    const { call, within, first, second } = await florenceTwice()
    const before = await within(ctx => everything(ctx, [first, second]))
    const { id } = await call(duplicates.merge, { keptId: second, goneId: first, take: ['name', 'billing', 'note'] })
    expect(await within(ctx => everything(ctx, [first, second]))).not.toEqual(before)
    expect(await call(duplicates.undo, { id })).toMatchObject({ undoneAt: expect.any(String) })
    expect(await within(ctx => everything(ctx, [first, second]))).toEqual(before)
    await expect(call(duplicates.undo, { id })).rejects.toMatchObject({ code: 'parties.mergeChangedMeanwhile' })
    expect((await call(duplicates.merges, { partyId: first })).rows).toHaveLength(1)
  })

  test('CIR-19 stay one when what was united changed since', async () => {
    const { call, within, first, second } = await florenceTwice()
    const { id } = await call(duplicates.merge, { keptId: first, goneId: second })
    await call(addressesOperations.move, { id: first, line1: '1 rue A', town: 'Lyon' })
    const before = await within(ctx => everything(ctx, [first, second]))
    await expect(call(duplicates.undo, { id })).rejects.toMatchObject({ code: 'parties.mergeChangedMeanwhile' })
    expect(await within(ctx => everything(ctx, [first, second]))).toEqual(before)
  })
})

test('CIR-19 every reference to a party moves in a merge, also those of tables added later', async () => {
  const { within } = await aPublisher(database, { constraints, reactions })
  const known = await within(ctx => partyReferences(ctx))
  const { rows } = await within(ctx =>
    ctx.db.execute<{ name: string }>(sql`
      select table_name || '.' || column_name as name from information_schema.columns
      where table_schema = 'public' and data_type = 'uuid'
        and column_name in ('party_id', 'payer_id', 'recipient_id', 'customer_id', 'contact_id', 'renewal_contact_id', 'mailing_house_id', 'merged_into_id', 'supplier_id', 'agency_id')`),
  )
  const moved = [...known.map(({ table, column }) => `${table}.${column}`), 'shipments.recipient_id']
  const own = ['addresses.party_id', 'party_words.party_id', 'payments.customer_id'] // a payment stays as it was written
  expect(rows.map(({ name }) => name).filter(name => ![...moved, ...own].includes(name))).toEqual([])
})
