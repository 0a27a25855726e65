import { PassThrough } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { lists } from '../../app/lists.ts'
import { reactions } from '../../app/reactions.ts'
import { constraints, say } from '../../app/texts.ts'
import { type Database, openDatabase } from '../../platform/db/database.ts'
import { listDownload } from '../../platform/http/list-download.ts'
import { NO_END } from '../../values/day.ts'
import { aPublisher } from '../dispatch/factory.ts'
import { aParty } from '../parties/factory.ts'
import { subscriptionsOperations } from '../subscriptions/operations.ts'
import { anImporter } from './testing/importer.ts'

let database: Database
beforeAll(() => {
  database = openDatabase(inject('ownerUrl'), 4)
})
afterAll(() => database.close())

const publisher = () => aPublisher(database, { constraints, reactions })
type Publisher = Awaited<ReturnType<typeof publisher>>

const exported = ({ within }: Publisher, path: string, format: 'csv' | 'xlsx') =>
  within(async ctx => {
    const download = listDownload(lists.find(one => one.contract['~orpc'].route.path === path)!)
    const input = await download.input.parseAsync({ format })
    const file = await download.file(ctx, input as never, undefined as never)
    const out = new PassThrough()
    const [bytes] = await Promise.all([buffer(out), file.write(out)])
    return bytes
  })

describe('our own exports', () => {
  it.each(['csv', 'xlsx'] as const)(
    'CIR-9 say that a press service has no end, and bring it in again so, as %s',
    async format => {
      const old = await publisher()
      const recipientId = await old.within(ctx => aParty(ctx, { lastName: 'Critique', firstName: 'Anne' }))
      await old.call(subscriptionsOperations.create, {
        recipientId,
        productId: old.products.get('ABO-A112')!,
        nature: 'press',
        reason: 'Rubrique livres',
        startsOn: '2023-01-01',
        expiresOn: NO_END,
        reviewOn: '2024-06-30',
      })
      const bytes = await exported(old, '/subscriptions', format)
      if (format === 'csv') expect(bytes.toString()).toContain(';2023-01-01;sans fin;')
      const next = await publisher()
      const { whole } = anImporter({ ...next, outer: () => ({ ...next.outer(), say }) } as never)
      expect(await whole(`abonnements.${format}`, bytes)).toMatchObject({ kind: 'purchases', counts: { made: 1 } })
      expect((await next.call(subscriptionsOperations.list, {})).rows).toMatchObject([
        { nature: 'press', expiresOn: NO_END, reviewOn: '2024-06-30', status: 'perpetual' },
      ])
    },
  )

  it.each(['csv', 'xlsx'] as const)('come in again as %s: contacts, then their subscriptions', async format => {
    const old = await publisher()
    await old.sell('ABO-A112', '2023-08-01', {
      to: { lastName: 'Dupont', firstName: 'Éloïse', emails: ['e@example.org'] },
    })
    await old.sell('ABO-A224', '2023-08-02', { to: { lastName: 'Martin', firstName: 'Jean' } })
    const next = await publisher()
    const { whole } = anImporter({ ...next, outer: () => ({ ...next.outer(), say }) } as never)
    expect(await whole(`contacts.${format}`, await exported(old, '/parties', format))).toMatchObject({
      kind: 'parties',
      counts: { made: 2 },
    })
    const purchases = await whole(`abonnements.${format}`, await exported(old, '/subscriptions', format))
    expect(purchases).toMatchObject({ kind: 'purchases', counts: { made: 2 } })
    expect(purchases.told.map(({ code }: { code: string }) => code)).not.toContain('newParty')
  })
})
