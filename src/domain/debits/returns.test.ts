import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { reactions } from '../../app/reactions.ts'
import { constraints } from '../../app/texts.ts'
import { type Database, openDatabase } from '../../platform/db/database.ts'
import { sealWith } from '../../platform/mail/seal.ts'
import { aPublisher } from '../dispatch/factory.ts'
import { issueInvoices } from '../invoicing/actions.ts'
import { aParty } from '../parties/factory.ts'
import { cashInOperations } from '../payments/operations/money.ts'
import { aCollector, aMandate, collects } from './factory.ts'
import { readReturnFile } from './formats/returns.ts'
import {
  debitBatchesOperations as batches,
  debitsOperations as debits,
  debitNoticesOperations as notices,
} from './operations/batches.ts'
import { debitReturnFilesOperations as files, debitReturnsOperations as returns } from './operations/returns.ts'

let database: Database
beforeAll(() => {
  sealWith('0123456789abcdef0123456789abcdef')
  database = openDatabase(inject('ownerUrl'), 4)
})
afterAll(() => database.close())

const DAY = '2026-03-16'
const LATER = { today: '2026-03-20' }

/** So many invoices handed over for the 16th, collected on it unless said. */
async function collected(amounts: number[], { collect = true, settings = {} } = {}) {
  const of = await aCollector(database, { reactions, constraints, settings })
  const invoices = []
  for (const cents of amounts) invoices.push(await of.owesByDebit(cents))
  await of.call(notices.send, {})
  const { id } = await of.call(batches.create, { collectOn: DAY })
  const { batch } = await of.call(batches.handOver, { id })
  if (collect) await of.call(batches.collect, { id }, { today: DAY })
  const { rows } = await of.call(debits.list, { batchId: id, sort: 'cents' })
  const open = () =>
    of.within(async ({ db, company }) => {
      const { rows: states } = await db.execute<{ open: number }>(
        sql`select s.open_cents as open from invoice_states s where s.company_id = ${company.id} order by s.gross_cents`,
      )
      return states.map(state => state.open)
    })
  const take = (xml: string, name = 'retours.xml') =>
    of.call(files.take, { name, content: Buffer.from(xml).toString('base64') }, LATER)
  const look = (xml: string) =>
    of.call(files.preview, { name: 'x', content: Buffer.from(xml).toString('base64') }, LATER)
  return { ...of, batch, invoices, debits: rows, open, take, look }
}

const pain002 = (body: string, message = '', version = '001.03') =>
  `<?xml version="1.0"?><p:Document xmlns:p="urn:iso:std:iso:20022:tech:xsd:pain.002.${version}"><p:CstmrPmtStsRpt><p:GrpHdr><p:MsgId>R1</p:MsgId><p:CreDtTm>2026-03-13T08:00:00</p:CreDtTm></p:GrpHdr>${message}${body}</p:CstmrPmtStsRpt></p:Document>`
const group = (reference: string, status = '') =>
  `<p:OrgnlGrpInfAndSts><p:OrgnlMsgId>${reference}</p:OrgnlMsgId><p:OrgnlMsgNmId>pain.008.001.02</p:OrgnlMsgNmId>${status}</p:OrgnlGrpInfAndSts>`
const rejected = (id: string, code: string, status = 'RJCT') =>
  `<p:TxInfAndSts><p:OrgnlEndToEndId>${id}</p:OrgnlEndToEndId><p:TxSts>${status}</p:TxSts><p:StsRsnInf><p:Rsn><p:Cd>${code}</p:Cd></p:Rsn><p:AddtlInf>dit la banque</p:AddtlInf></p:StsRsnInf></p:TxInfAndSts>`
const camt = (entries: string, root = 'BkToCstmrStmt', inner = 'Stmt') =>
  `<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt"><${root}><${inner}>${entries}</${inner}></${root}></Document>`
const entry = (details: string, { cents = '34.00', way = 'DBIT', code = '', on = '2026-03-18' } = {}) =>
  `<Ntry><Amt Ccy="EUR">${cents}</Amt><CdtDbtInd>${way}</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts><BookgDt><Dt>${on}</Dt></BookgDt>${code && `<BkTxCd><Domn><Cd>PMNT</Cd><Fmly><Cd>IDDT</Cd><SubFmlyCd>${code}</SubFmlyCd></Fmly></Domn></BkTxCd>`}<NtryDtls>${details}</NtryDtls></Ntry>`
const detail = (id: string, reason: string, more = '') =>
  `<TxDtls><Refs><EndToEndId>${id}</EndToEndId></Refs>${more}${reason && `<RtrInf><Rsn><Cd>${reason}</Cd></Rsn></RtrInf>`}</TxDtls>`

describe('a file of the bank', () => {
  it('L-16 that rejects debits before their day opens their invoices, once, and leaves the accepted ones', async () => {
    const of = await collected([1200, 3400, 5000], { collect: false })
    const [one, two, three] = of.debits
    const xml = pain002(
      `<p:OrgnlPmtInfAndSts><p:OrgnlPmtInfId>x</p:OrgnlPmtInfId>${rejected(one!.endToEndId, 'AC01')}${rejected(two!.endToEndId, 'AC01', 'ACCP')}${rejected('AUTRE', 'AM04')}</p:OrgnlPmtInfAndSts>`,
      group(of.batch.messageReference, '<p:GrpSts>PART</p:GrpSts>'),
    )
    expect(await of.look(xml)).toMatchObject({
      ...{ format: 'pain.002', count: 1, cents: 1200, knownCount: 0, alreadyRead: false },
      rows: [{ code: 'AC01', reason: 'Numéro de compte inexact', kind: 'reject', returnedOn: '2026-03-13' }],
      refused: [{ place: 3, endToEndId: 'AUTRE', why: 'Aucun prélèvement de Facteur ne porte cette référence' }],
    })
    expect(await of.take(xml)).toMatchObject({ format: 'pain.002', readCount: 2, takenCount: 1, refusedCount: 1 })
    await expect(of.take(xml)).rejects.toMatchObject({ code: 'debits.fileAlreadyRead' })
    expect(await of.take(`${xml}\n`)).toMatchObject({ takenCount: 0, refusedCount: 1 })
    await of.call(batches.collect, { id: of.batch.id }, { today: DAY })
    expect(await of.open()).toEqual([1200, 0, 0])
    expect(three).toMatchObject({ state: 'sent' })
  })

  it('L-16 that refuses a group and tells only some of it opens all of it', async () => {
    const of = await collected([1200, 3400], { collect: false })
    const one = rejected(of.debits[0]!.endToEndId, 'AC01')
    const name = `${of.batch.messageReference}-RCUR`
    const part = `<p:OrgnlPmtInfAndSts><p:OrgnlPmtInfId>${name}</p:OrgnlPmtInfId><p:PmtInfSts>RJCT</p:PmtInfSts>${one}</p:OrgnlPmtInfAndSts>`
    expect(await of.take(pain002(part))).toMatchObject({ takenCount: 2, refusedCount: 0 })
    expect((await of.call(debits.list, {})).rows.map(({ state }) => state)).toEqual(['returned', 'returned'])
  })

  it('L-16 takes nothing back for money that comes in, and reads what the bank takes for a whole entry', async () => {
    const of = await collected([3400])
    const [one] = of.debits
    const said = detail(one!.endToEndId, 'AC04')
    const comesIn = camt(entry(said, { way: 'CRDT' }).replace('<Sts>', '<RvslInd>true</RvslInd><Sts>'))
    expect(await of.look(comesIn)).toMatchObject({ count: 0 })
    const charges = '<Chrgs><TtlChrgsAndTaxAmt Ccy="EUR">2.50</TtlChrgsAndTaxAmt></Chrgs><NtryDtls>'
    await of.take(camt(entry(said).replace('<NtryDtls>', charges)))
    const { rows } = await of.call(returns.list, {})
    expect(rows).toMatchObject([{ code: 'AC04', chargeCents: 250 }])
  })

  it('L-16 that refuses a whole message lets all of it be collected again', async () => {
    const whole = '<p:GrpSts>RJCT</p:GrpSts><p:StsRsnInf><p:Rsn><p:Cd>FF01</p:Cd></p:Rsn></p:StsRsnInf>'
    const of = await collected([1200, 3400], { collect: false })
    const refused = pain002('', group(of.batch.messageReference, whole))
    expect(await of.look(refused)).toMatchObject({
      ...{ count: 2, cents: 4600, rows: [] },
      batches: [{ id: of.batch.id, number: of.batch.number, count: 2, cents: 4600, reason: 'Fichier non conforme' }],
    })
    expect(await of.take(refused)).toMatchObject({ takenCount: 2 })
    expect(await of.call(batches.get, { id: of.batch.id })).toMatchObject({
      state: 'cancelled',
      cancelledReason: 'FF01',
    })
    const next = await collected([1200, 3400], { collect: false })
    const group2 = `<p:OrgnlPmtInfAndSts><p:OrgnlPmtInfId>${next.batch.messageReference}-RCUR</p:OrgnlPmtInfId><p:PmtInfSts>RJCT</p:PmtInfSts></p:OrgnlPmtInfAndSts>`
    expect(await next.take(pain002(group2, group(next.batch.messageReference)))).toMatchObject({ takenCount: 2 })
    expect(await next.call(batches.get, { id: next.batch.id })).toMatchObject({ state: 'cancelled' })
    const done = await collected([1200])
    expect(await done.take(pain002('', group(done.batch.messageReference, whole)))).toMatchObject({ takenCount: 1 })
    expect(await done.open()).toEqual([1200])
  })

  it('L-16 that tells of returns among other entries takes those alone: camt.053 and camt.054', async () => {
    const of = await collected([1200, 3400, 5000])
    const [one, two, three] = of.debits.map(({ endToEndId }) => endToEndId)
    const batchOf2 =
      detail(one!, 'AM04', '<AmtDtls><TxAmt><Amt Ccy="EUR">12.00</Amt></TxAmt></AmtDtls>') +
      detail(two!, 'MD06', '<Amt Ccy="EUR">35.50</Amt>')
    const others = entry(detail('VIR', ''), { way: 'CRDT' }) + entry(detail('LOYER', ''), { cents: '900.00' })
    const statement = camt(others + entry(batchOf2, { cents: '47.50', code: 'UPDD' }))
    expect(await of.take(statement)).toMatchObject({ format: 'camt.053', takenCount: 2, refusedCount: 0 })
    const { rows } = await of.call(returns.list, {})
    expect(rows.map(({ kind, code, chargeCents }) => [kind, code, chargeCents]).sort()).toEqual([
      ['refund', 'MD06', 150],
      ['return', 'AM04', 0],
    ])
    expect(await of.open()).toEqual([1200, 3400, 0])
    const notification = camt(
      entry(detail(three!, 'MS03', '<Chrgs><Amt Ccy="EUR">2.00</Amt></Chrgs>'), { cents: '50.00' }),
      'BkToCstmrDbtCdtNtfctn',
      'Ntfctn',
    )
    expect(await of.take(notification)).toMatchObject({ format: 'camt.054', takenCount: 1 })
    expect(await of.open()).toEqual([1200, 3400, 5000])
    expect((await of.call(returns.list, { code: 'MS03' })).rows).toMatchObject([
      { chargeCents: 200, retryOn: '2026-03-28' },
    ])
  })

  it('without the number of the debit is understood by its mandate and amount when only one can be meant', async () => {
    const of = await collected([1200, 3400, 3400])
    const named = (cents: string) =>
      entry(
        `<TxDtls><Refs><EndToEndId>NOTPROVIDED</EndToEndId><MndtId>M000001</MndtId></Refs><RtrInf><Rsn><Cd>AM04</Cd></Rsn></RtrInf><AmtDtls><InstdAmt><Amt Ccy="EUR">${cents}</Amt></InstdAmt></AmtDtls></TxDtls>`,
        { cents },
      )
    const file = await of.take(camt(named('12.00') + named('34.00')))
    expect(file).toMatchObject({ takenCount: 1, refused: [{ place: 2 }] })
    expect(await of.open()).toEqual([1200, 0, 0])
  })

  it('that is none, is torn or says nothing is refused in words', async () => {
    const of = await collected([1200])
    for (const [xml, code] of [
      ['<a/>', 'notAReturnFile'],
      ['Date;Montant', 'notAReturnFile'],
      ['<a>', 'xmlBroken'],
      ['<!DOCTYPE a [<!ENTITY b "c">]><a/>', 'xmlBroken'],
    ] as const)
      await expect(of.take(xml)).rejects.toMatchObject({ code: `debits.${code}` })
    const broken = entry(detail(of.debits[0]!.endToEndId, 'AM04'), { on: '2026-02-31', cents: '12.00' })
    const small = entry(detail(of.debits[0]!.endToEndId, 'AM04'), { cents: '11.99' })
    const bare = entry('<TxDtls><RtrInf><Rsn><Cd>AM04</Cd></Rsn></RtrInf></TxDtls>')
    expect((await of.take(camt(broken + small + bare))).refused.map(({ place }) => place).sort()).toEqual([1, 2, 3])
    expect(await of.open()).toEqual([0])
  })

  it('tells codes in words or by the bank’s own, entries without details, pending ones and reversals', () => {
    const read = (xml: string) => readReturnFile(Buffer.from(xml)).returns
    const own = `<TxDtls><Refs><EndToEndId>D1</EndToEndId></Refs><RtrInf><Rsn><Prtry>X9</Prtry></Rsn><AddtlInf>Refus</AddtlInf></RtrInf></TxDtls>`
    expect(read(camt(entry(own)))).toMatchObject([{ code: 'X9', text: 'Refus', kind: 'return' }])
    const words = `<TxDtls><Refs><EndToEndId>D1</EndToEndId></Refs><RtrInf/><AddtlTxInf>REJET AC04 COMPTE CLOS</AddtlTxInf></TxDtls>`
    expect(read(camt(entry(words)))).toMatchObject([{ code: 'AC04' }])
    expect(read(camt(entry(detail('D1', ''), { code: 'PRDD' })))).toMatchObject([{ kind: 'reversal', code: 'NARR' }])
    expect(read(camt(entry(detail('D1', 'AM04')).replace('BOOK', 'PDNG')))).toEqual([])
    expect(read(camt(entry(detail('D1', 'AM04'), { way: 'CRDT' })))).toEqual([])
  })
})

describe('what stays unpaid', () => {
  it('CIR-15 k debits of a customer in a row stop the service of what they sold, and no sooner; paid all, they are served again', async () => {
    const of = await aPublisher(database, { reactions, constraints, today: '2023-06-15' })
    const sold = await of.within(async ctx => {
      await collects(ctx, { stopAfter: 2, retries: 0 })
      const customerId = await aParty(ctx, { emails: ['florence@example.org'] })
      await aMandate(ctx, customerId)
      const { rows } = await ctx.db.execute<{ id: string }>(
        sql`select id from products where company_id = ${ctx.company.id} and kind = 'subscription' order by code limit 1`,
      )
      const lines = [{ productId: rows[0]!.id, quantity: 1, startsOn: '2023-06-15' }]
      const sale = { customerId, issuedOn: ctx.today, paymentMethod: 'direct-debit', paymentDays: 0, lines } as const
      return issueInvoices(ctx, [sale, sale, sale])
    })
    const held = () =>
      of.within(async ({ db, company }) => {
        const { rows } = await db.execute<{ id: string }>(
          sql`select purchase_id as id from holds where company_id = ${company.id} and kind = 'unpaid' and to_issue_id is null order by 1`,
        )
        return rows.map(({ id }) => id)
      })
    await of.call(notices.send, {})
    const { id } = await of.call(batches.create, { collectOn: '2023-06-29' })
    await of.call(batches.handOver, { id })
    const later = { today: '2023-07-03' }
    await of.call(batches.collect, { id }, later)
    const { rows: sent } = await of.call(debits.list, { batchId: id })
    const [one, two, three] = sold.map(({ id: invoiceId }) => sent.find(debit => debit.invoiceId === invoiceId))
    // What we asked our bank to take back is no debt of theirs.
    await of.call(returns.record, { id: three!.id, kind: 'cancellation', code: 'FOCR' }, later)
    await of.call(returns.record, { id: one!.id, code: 'AM04' }, later)
    expect(await held()).toEqual([])
    await of.call(returns.record, { id: two!.id, code: 'MS02' }, later)
    expect(await held()).toEqual([...sold[0]!.lineIds, ...sold[1]!.lineIds].sort())
    const pay = (invoice: { id: string }) => of.call(cashInOperations.cashIn, { id: invoice.id, method: 'card' }, later)
    await pay(sold[0]!)
    expect(await held()).toHaveLength(2)
    await pay(sold[1]!)
    expect(await held()).toEqual([])
  })
})
