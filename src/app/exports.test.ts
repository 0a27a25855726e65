import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { aPublisher } from '../domain/dispatch/factory.ts'
import { type Database, openDatabase } from '../platform/db/database.ts'
import type { Gate } from '../platform/http/context.ts'
import { openLog } from '../platform/observe/log.ts'
import { reactions } from './reactions.ts'
import { buildServer } from './server.ts'
import { constraints } from './texts.ts'

let database: Database
beforeAll(() => {
  process.env.FACTEUR_TODAY = '2023-08-31'
  database = openDatabase(inject('ownerUrl'), 4)
})
afterAll(async () => {
  delete process.env.FACTEUR_TODAY
  await database.close()
})

/** A server whose requests enter as a member of the publisher. */
async function served() {
  const publisher = await aPublisher(database, { constraints, reactions })
  const log = openLog({ write: () => undefined })
  const gate: Gate = publisher.outer().gate
  const app = await buildServer({ database, dataDir: '.', secret: 'x'.repeat(32), log, gate })
  return { ...publisher, app }
}

describe('the export of a list', () => {
  it('holds the headings and words of the language, amounts with a comma, and only what the filters keep', async () => {
    const { app, sell } = await served()
    await sell('ABO-A112', '2022-09-02', { to: { lastName: 'Échu', firstName: '=1+1' } })
    await sell('ABO-A112', '2023-01-01', { to: { lastName: 'Courant' } })
    const answer = await app.inject(
      '/api/subscriptions/export?format=csv&columns=number,lastName,firstName,expiresOn,status&status=expiring',
    )
    expect(answer.headers['content-disposition']).toBe('attachment; filename="subscriptions-2023-08-31.csv"')
    expect(answer.body).toBe("\ufeffId achat;Nom;Prénom;Fin;S\r\n1;Échu;'=1+1;2023-09-01;Expire bientôt\r\n")
    const english = await app.inject({
      url: '/api/invoices/export?columns=number,grossCents',
      headers: { 'accept-language': 'en' },
    })
    expect(english.body).toContain('Number;Gross total\r\nFA-2023-000001;34,00\r\n')
    await app.close()
  })

  it('refuses a filter that means nothing, before anything is sent', async () => {
    const { app } = await served()
    const answer = await app.inject('/api/subscriptions/export?status=nonsense')
    expect([answer.statusCode, answer.json().code]).toEqual([400, 'BAD_REQUEST'])
    await app.close()
  })

  it('ABO-80 is asked by POST when the choice is longer than an address: ten thousand labels at once', async () => {
    const { app, sell } = await served()
    const { customerId } = await sell('ABO-A112', '2023-01-01', {
      to: { lastName: 'Zola', addresses: [{ line1: '9 rue de l’Œuvre', postcode: '13090', town: 'Aix' }] },
    })
    const ids = [customerId, ...Array.from({ length: 9_999 }, () => crypto.randomUUID())].join(',')
    const asked = (payload: object) => app.inject({ method: 'POST', url: '/api/parties/labels', payload })
    const answer = await asked({ ids, sheet: 'L7160' })
    expect([answer.statusCode, answer.headers['content-type']]).toEqual([200, 'application/pdf'])
    expect(answer.rawPayload.subarray(0, 5).toString()).toBe('%PDF-')
    expect((await asked({ ids: `${ids},${customerId}` })).statusCode).toBe(400)
    await app.close()
  })
})

describe('the paper of a document', () => {
  it('L-1 is its original each time it is fetched; a duplicate is sealed before a byte of it leaves', async () => {
    const { app, sell, within } = await served()
    const { invoice } = await sell('ABO-A112', '2023-01-01')
    const fetched = async (query = '') => {
      const answer = await app.inject(`/api/invoices/${invoice.id}/pdf${query}`)
      expect([answer.statusCode, answer.headers['content-type']]).toEqual([200, 'application/pdf'])
      expect(answer.headers['content-disposition']).toBe(`attachment; filename="facture-${invoice.number}.pdf"`)
      return answer.rawPayload
    }
    expect((await fetched()).equals(await fetched())).toBe(true)
    const duplicates = () =>
      within(async ({ db }) => {
        const { rows } = await db.execute<{ count: number }>(
          sql`select count(*)::int as count from journal_entries where kind = 'duplicate' and record_id = ${invoice.id}`,
        )
        return rows[0]!.count
      })
    expect(await duplicates()).toBe(0)
    await fetched('?copy=duplicate')
    expect(await duplicates()).toBe(1)
    const unknown = await app.inject(`/api/invoices/${crypto.randomUUID()}/pdf`)
    expect(unknown.statusCode).toBe(404)
    await app.close()
  })
})
