import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { reactions } from '../../app/reactions.ts'
import { constraints } from '../../app/texts.ts'
import { type Database, openDatabase } from '../../platform/db/database.ts'
import { sealWith } from '../../platform/mail/seal.ts'
import { aCompany } from '../accounts/factory.ts'
import { aMailServer, smtpError } from '../messaging/factory.ts'
import { deliverDue } from '../messaging/jobs.ts'
import { messagingOperations } from '../messaging/operations.ts'
import type { NewParty } from '../parties/actions.ts'
import { aParty } from '../parties/factory.ts'
import { mailWork } from './actions/mail.ts'
import { documentMakers } from './actions/print.ts'
import { issueInvoices } from './actions.ts'
import { aSeller } from './factory.ts'
import { documentMailsOperations as mails } from './operations/mail.ts'
import { documentMail } from './rules/mail.ts'

let database: Database
const outboxFolder = mkdtempSync(join(tmpdir(), 'facteur-mails-'))
beforeAll(() => {
  sealWith('0123456789abcdef0123456789abcdef')
  database = openDatabase(inject('ownerUrl'), 4)
})
afterAll(async () => {
  await database.close()
  rmSync(outboxFolder, { recursive: true })
})

async function seller() {
  const of = await aCompany(database, { today: '2026-03-31', reactions, constraints })
  await of.within(ctx => aSeller(ctx))
  const sold = (who: NewParty = {}) =>
    of.within(async ctx => {
      const customerId = await aParty(ctx, { emails: ['florence@example.org'], ...who })
      const amounts = { vatRateBps: 2000, netCents: 2833, vatCents: 567, grossCents: 3400 }
      const lines = [{ productId: null, quantity: 1, label: 'Exemplaires', amounts }]
      const [issued] = await issueInvoices(ctx, [{ customerId, issuedOn: ctx.today, lines }])
      return { ...issued!, customerId }
    })
  const server = async (refusing: string[] = []) => {
    const sink = await aMailServer({
      onRcptTo: ({ address }, _session, done) =>
        done(refusing.includes(address) ? smtpError(550, 'no such user') : null),
    })
    await of.call(messagingOperations.mailSettings.update, {
      ...{ host: '127.0.0.1', port: sink.port, security: 'none', user: null },
      ...{ fromName: 'Éditions', fromAddress: 'e@lac.example', replyTo: null },
    })
    const deliver = () =>
      deliverDue(
        of.outer(),
        { outboxFolder, makers: documentMakers },
        { data: { companyId: of.company.id }, signal: new AbortController().signal },
      )
    return { ...sink, deliver }
  }
  return { ...of, sold, server }
}

describe('mails of documents', () => {
  it('reach the customer once, with the PDF of the document, in the words of the company', async () => {
    const of = await seller()
    const { id, number } = await of.sold()
    await of.call(mails.save, {
      fr: { subject: 'Votre {piece} {numero}', body: 'Bonjour {nom},\n{total} à payer avant le {echeance}.\n{lien}' },
      en: { subject: 'Your {document}', body: '{name}' },
      link: 'https://pay.example/?n={numero}',
    })
    const read = await of.call(mails.read, { id })
    expect(read).toMatchObject({ to: 'florence@example.org', subject: `Votre facture ${number}`, language: 'fr' })
    expect(read.text).toMatch(
      /^Bonjour Mme Florence Dupont,\n34,00\s€ à payer avant le 30\/04\/2026\.\nhttps:\/\/pay\.example\/\?n=/,
    )
    expect(await of.call(mails.preview, { ids: [id] })).toEqual({ due: 1, exampleId: id, leftOut: [] })
    expect(await of.call(mails.send, { ids: [id], expectedCount: 1 })).toEqual({ count: 1, workId: null })
    await expect(of.call(mails.send, { ids: [id] })).rejects.toMatchObject({ code: 'invoicing.nothingToMail' })
    const server = await of.server()
    await server.deliver()
    await server.close()
    expect(server.received).toHaveLength(1)
    expect(server.received[0]!.raw).toContain(`facture-${number}.pdf`)
    expect(await of.call(mails.preview, { ids: [id] })).toMatchObject({
      due: 0,
      leftOut: [{ verdict: 'sent', count: 1, some: [{ number }] }],
    })
    const { rows } = await of.within(({ db, company }) =>
      db.execute(
        sql`select mailed_at is not null as mailed from invoice_states where company_id = ${company.id} and id = ${id}`,
      ),
    )
    expect(rows).toEqual([{ mailed: true }])
  })

  it('leave again when asked, as duplicates, and at most once a day', async () => {
    const of = await seller()
    const { id } = await of.sold()
    await of.call(mails.send, { ids: [id] })
    expect(await of.call(mails.send, { ids: [id], again: true })).toMatchObject({ count: 1 })
    expect(await of.call(mails.send, { ids: [id], again: true })).toMatchObject({ count: 0 })
    const { rows } = await of.call(messagingOperations.messages.list, { recordId: id })
    expect(rows.map(({ purpose }) => purpose).sort()).toEqual(['invoicing.document', 'invoicing.duplicate'])
    const { attachments } = await of.call(messagingOperations.messages.get, {
      id: rows.find(({ purpose }) => purpose === 'invoicing.duplicate')!.id,
    })
    expect(attachments[0]!.byteCount).toBeGreaterThan(5000)
  })

  it('leave out, each with its reason, who has no address, and go once more to whom the server refused', async () => {
    const of = await seller()
    const silent = await of.sold({ emails: [] })
    const wrong = await of.sold({ emails: ['wrong@example.org'] })
    expect(await of.call(mails.preview, { matching: {} })).toMatchObject({
      due: 1,
      leftOut: [{ verdict: 'unreachable', count: 1, some: [{ id: silent.id, customer: 'Mme Florence Dupont' }] }],
    })
    await of.call(mails.send, { matching: {} })
    const server = await of.server(['wrong@example.org'])
    await server.deliver()
    const { rows } = await of.call(messagingOperations.messages.list, { recordId: wrong.id })
    expect(rows).toMatchObject([{ state: 'failed', failure: { reason: 'recipientRefused' } }])
    await of.within(({ db, company }) =>
      db.execute(
        sql`update parties set emails = '{right@example.org}' where company_id = ${company.id} and id = ${wrong.customerId}`,
      ),
    )
    expect(await of.call(mails.send, { ids: [wrong.id] })).toMatchObject({ count: 1 })
    await server.deliver()
    await server.close()
    expect(server.received.map(({ to }) => to)).toEqual([['right@example.org']])
  })

  it('of many leave as long work, each once however often it runs', async () => {
    const of = await seller()
    const all = await Promise.all(Array.from({ length: 23 }, (_, at) => of.sold({ emails: [`c${at}@example.org`] })))
    const which = { ids: all.map(({ id }) => id) }
    expect(await of.call(mails.send, which)).toMatchObject({ count: 0, workId: expect.any(String) })
    let done = 0
    const step = async <T>(act: (ctx: never) => Promise<T>, count = 1) => {
      done += count
      return of.within(ctx => act(ctx as never))
    }
    const work = {
      id: '',
      company: of.company,
      get done() {
        return done
      },
      signal: new AbortController().signal,
      total: async () => {},
      reached: async () => {},
      step,
      explain: String,
    }
    await mailWork.run(work as never, { which })
    expect(await mailWork.run(work as never, { which })).toMatchObject({ summary: '23' })
    expect(await of.call(messagingOperations.messages.count, { purpose: 'invoicing.document' })).toEqual({ count: 23 })
  })

  it('name only fields there are', async () => {
    const of = await seller()
    const words = { subject: '{numero}', body: '{montant}' }
    await expect(of.call(mails.save, { fr: words, en: words, link: '' })).rejects.toMatchObject({
      code: 'invoicing.unknownField',
    })
    const mailed = {
      kind: 'credit-note' as const,
      number: 'AV-1',
      issuedOn: '2026-03-31',
      dueOn: null,
      currency: 'EUR',
      grossCents: -3400,
      openCents: 0,
      name: 'Z',
    }
    const { text } = documentMail(
      { subject: 'x', body: '{piece} {numero}\n{echeance}\n{lien}', link: 'https://x' },
      mailed,
      'Lac',
      'fr',
    )
    expect(text).toBe('avoir AV-1')
  })

  it('says amounts in the currency of the document', () => {
    const mailed = {
      kind: 'invoice' as const,
      number: 'FA-2',
      issuedOn: '2026-03-31',
      dueOn: '2026-04-30',
      currency: 'USD',
      grossCents: 3400,
      openCents: 1200,
      name: 'Z',
    }
    const { text } = documentMail({ subject: 'x', body: '{total} {open}', link: '' }, mailed, 'Lac', 'en')
    expect(text).toBe('US$34.00 US$12.00')
  })
})
