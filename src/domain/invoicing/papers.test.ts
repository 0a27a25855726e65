import { PassThrough } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { sql } from 'drizzle-orm'
import { unzipSync } from 'fflate'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { reactions } from '../../app/reactions.ts'
import { constraints } from '../../app/texts.ts'
import { type Database, openDatabase } from '../../platform/db/database.ts'
import type { Ctx } from '../../platform/http/context.ts'
import type { File } from '../../platform/http/download.ts'
import { pdfPages } from '../../platform/testing/pdf-text.ts'
import { aPublisher } from '../dispatch/factory.ts'
import type { NewParty } from '../parties/actions.ts'
import { aParty } from '../parties/factory.ts'
import { createDraft } from './actions/drafts.ts'
import { documentMakers, invoiceAttachments, invoicePdf } from './actions/print.ts'
import { changeSeller } from './actions/seller.ts'
import { invoiceCiiDownload, invoicePdfDownload, invoicePdfsDownload } from './downloads.ts'
import { paperOperations } from './operations/paper.ts'
import { papersOf } from './queries/paper.ts'
import { schemaFaults } from './testing/schema.ts'

let database: Database
beforeAll(() => {
  database = openDatabase(inject('ownerUrl'), 4)
})
afterAll(() => database.close())

const LIBRARY: NewParty = {
  kind: 'organisation',
  legalName: 'Médiathèque d’Annecy',
  siren: '217400100',
  addresses: [
    { purpose: 'billing', line1: '1 rue Jean-Jaurès', postcode: '74000', town: 'Annecy' },
    { purpose: 'shipping', line1: '3 quai des Clarisses', postcode: '74000', town: 'Annecy' },
  ],
} as NewParty

type Asked = { input: { parse(given: object): never }; file(ctx: Ctx, input: never, client: never): Promise<File> }

async function publisher() {
  const made = await aPublisher(database, { constraints, reactions })
  const download = (of: unknown, given: object) =>
    made.within(async ctx => {
      const { input, file } = of as Asked
      const { name, contentType, write } = await file(ctx, input.parse(given), undefined as never)
      const out = new PassThrough()
      const whole = buffer(out)
      await write(out)
      return { name, contentType, bytes: await whole }
    })
  const one = <T extends Record<string, unknown>>(query: ReturnType<typeof sql>) =>
    made.within(async ({ db }) => (await db.execute<T>(query)).rows[0])
  return { ...made, download, one }
}

const wordsOf = (pdf: Uint8Array) =>
  pdfPages(pdf)
    .flat()
    .map(({ text }) => text.replace(/[\u00a0\u202f]/g, ' '))
    .join(' ')

describe('the papers of a company', () => {
  it('L-3 L-6 are the Factur-X of what was issued, and its data by themselves', async () => {
    const { sell, download } = await publisher()
    const { invoice } = await sell('ABO-A112', '2023-03-01', { to: LIBRARY, quantity: 2 })
    const pdf = await download(invoicePdfDownload, { id: invoice.id })
    expect([pdf.name, pdf.contentType]).toEqual([`facture-${invoice.number}.pdf`, 'application/pdf'])
    const words = wordsOf(pdf.bytes)
    for (const said of [
      invoice.number,
      'Médiathèque d’Annecy',
      '217 400 100',
      '3 quai des Clarisses',
      '68,00',
      '11,33',
    ])
      expect(words, said).toContain(said)
    const { name, bytes } = await download(invoiceCiiDownload, { id: invoice.id })
    expect(name).toBe(`facture-${invoice.number}.xml`)
    expect(schemaFaults(String(bytes))).toEqual([])
    expect(String(bytes)).toContain('<ram:GrandTotalAmount>68.00</ram:GrandTotalAmount>')
  })

  it('L-2 stay the same bytes whatever becomes of company, customer and product', async () => {
    const { sell, download, within, one } = await publisher()
    const { invoice, customerId } = await sell('ABO-A112', '2023-03-01', { to: LIBRARY })
    const before = await download(invoicePdfDownload, { id: invoice.id })
    await within(async ctx => {
      await changeSeller(ctx, { legalName: 'Autre nom', colour: '#000000' })
      await ctx.db.execute(sql`update parties set legal_name = 'Autre client' where id = ${customerId}`)
      await ctx.db.execute(sql`update products set label = 'Autre produit', supply = 'services'`)
    })
    const after = await download(invoicePdfDownload, { id: invoice.id })
    expect(after.bytes.equals(before.bytes)).toBe(true)
    expect(
      await one(sql`select printed_at is not null as printed from invoice_states where id = ${invoice.id}`),
    ).toEqual({
      printed: true,
    })
  })

  it('show a draft as it would be issued today, marked and without data', async () => {
    const { within, download, products, sell } = await publisher()
    const { customerId } = await sell('NUM-5', '2023-06-01', { to: LIBRARY })
    const { id } = await within(ctx =>
      createDraft(ctx, {
        kind: 'invoice',
        customerId,
        paymentDays: 30,
        paymentMonthEnd: 'after-days',
        lines: [{ productId: products.get('ABO-A112')!, quantity: 1 }],
      }),
    )
    const { bytes } = await download(invoicePdfDownload, { id })
    expect(wordsOf(bytes)).toMatch(/BROUILLON.*31\/08\/2023.*30\/09\/2023/)
    expect(bytes.includes('factur-x')).toBe(false)
    await expect(download(invoiceCiiDownload, { id })).rejects.toMatchObject({ code: 'invoicing.draftHasNoData' })
  })

  it('L-1 mark a duplicate made by hand as one, and seal that it was made', async () => {
    const { sell, download, one } = await publisher()
    const { invoice } = await sell('ABO-A112', '2023-03-01')
    const { bytes } = await download(invoicePdfDownload, { id: invoice.id, copy: 'duplicate' })
    expect(wordsOf(bytes)).toContain('DUPLICATA')
    expect(
      await one(
        sql`select kind, "on"::text, gross_cents as cents, facts from journal_entries where kind = 'duplicate'`,
      ),
    ).toMatchObject({ kind: 'duplicate', on: '2023-08-31', cents: 0, facts: expect.stringContaining(invoice.number) })
  })

  it('go many in one archive, the same bytes again', async () => {
    const { sell, download } = await publisher()
    const ids: string[] = []
    for (const on of ['2023-03-01', '2023-03-02', '2023-03-03']) ids.push((await sell('ABO-A112', on)).invoice.id)
    const once = await download(invoicePdfsDownload, { ids: ids.join(',') })
    const files = unzipSync(once.bytes)
    expect(Object.keys(files)).toHaveLength(3)
    for (const pdf of Object.values(files)) expect(wordsOf(pdf)).toContain('34,00')
    expect((await download(invoicePdfsDownload, { ids: ids.join(',') })).bytes.equals(once.bytes)).toBe(true)
  })

  it('go with a mail by what makes them, and come out the same', async () => {
    const { sell, within } = await publisher()
    const { invoice } = await sell('ABO-A112', '2023-03-01')
    const [attachment] = await within(ctx => invoiceAttachments(ctx, [invoice.id]))
    expect(attachment).toMatchObject({ name: `facture-${invoice.number}.pdf`, mediaType: 'application/pdf' })
    const { made } = attachment as Extract<typeof attachment, { made: unknown }>
    const out = new PassThrough()
    const whole = buffer(out)
    await within(ctx => documentMakers[made.kind]!(ctx, made.input, out))
    expect((await whole).byteLength).toBe(made.byteCount)
  })

  it('are not made of what another software issued, nor of what is not there', async () => {
    const { within } = await publisher()
    const history = { id: '019a0000-0000-7000-8000-0000000000aa', number: 'ANCIEN-1', issuedOn: '2020-01-01' }
    await within(async ctx => {
      const customerId = await aParty(ctx)
      await ctx.db.execute(sql`insert into invoices (company_id, id, number, issued_on, customer_id, source, created_by, updated_by)
        values (${ctx.company.id}, ${history.id}, ${history.number}, ${history.issuedOn}, ${customerId}, 'import:1', 'VG', 'VG')`)
    })
    await expect(within(ctx => invoicePdf(ctx, history.id))).rejects.toMatchObject({
      code: 'invoicing.broughtFromElsewhere',
    })
    await expect(within(ctx => invoicePdf(ctx, crypto.randomUUID()))).rejects.toMatchObject({ code: 'NOT_FOUND' })
  })
})

describe('what a document misses', () => {
  it('L-3 is told before it is issued, in words', async () => {
    const { within, call, products, sell } = await publisher()
    const { customerId } = await sell('NUM-5', '2023-06-01', { to: LIBRARY })
    const draft = () =>
      within(ctx =>
        createDraft(ctx, {
          kind: 'invoice',
          customerId,
          lines: [{ productId: products.get('ABO-A112')!, quantity: 1 }],
        }),
      )
    expect(await call(paperOperations.check, { id: (await draft()).id })).toEqual({
      ready: true,
      missing: [],
      broken: [],
    })
    await within(async ctx => {
      await changeSeller(ctx, { register: '' })
      await ctx.db.execute(sql`delete from addresses where party_id = ${customerId}`)
    })
    expect(await call(paperOperations.check, { id: (await draft()).id })).toEqual({
      ready: false,
      missing: [
        { mention: 'seller.register', words: 'le registre où votre société est inscrite (RCS et ville)' },
        { mention: 'buyer.address', words: 'l’adresse du client' },
      ],
      broken: [],
    })
  })

  it('reads the papers of a hundred documents by a handful of statements', async () => {
    const { sell, within } = await publisher()
    const ids: string[] = []
    for (let at = 0; at < 20; at++) ids.push((await sell('ABO-A112', '2023-03-01')).invoice.id)
    await within(async ctx => {
      let statements = 0
      const counting = new Proxy(ctx.db, {
        get: (target, name) => {
          if (name === 'execute' || name === 'select') statements++
          return Reflect.get(target, name)
        },
      })
      expect((await papersOf({ ...ctx, db: counting }, ids)).size).toBe(20)
      expect(statements).toBeLessThanOrEqual(4)
    })
  })
})
