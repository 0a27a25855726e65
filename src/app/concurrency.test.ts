import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { takeNumbers } from '../domain/accounts/actions.ts'
import { aMember } from '../domain/accounts/factory.ts'
import { accountsOperations } from '../domain/accounts/operations.ts'
import { catalogOperations } from '../domain/catalog/operations.ts'
import { aPublisher } from '../domain/dispatch/factory.ts'
import { dispatchOperations, runsOperations, shipmentsOperations } from '../domain/dispatch/operations.ts'
import { issueInvoices } from '../domain/invoicing/actions.ts'
import { invoicingOperations } from '../domain/invoicing/operations.ts'
import { messagingOperations } from '../domain/messaging/operations.ts'
import { partiesOperations } from '../domain/parties/operations.ts'
import { type Database, openDatabase } from '../platform/db/database.ts'
import { reactions } from './reactions.ts'
import { constraints } from './texts.ts'

const TAKERS = 16
const SUBSCRIBERS = 8

let database: Database
beforeAll(() => {
  database = openDatabase(inject('ownerUrl'), TAKERS)
})
afterAll(() => database.close())

const publisher = () => aPublisher(database, { constraints, reactions })
type Publisher = Awaited<ReturnType<typeof publisher>>

/** A publisher whose subscribers are owed all six issues. */
async function withSubscribers(): Promise<Publisher> {
  const one = await publisher()
  for (let sold = 0; sold < SUBSCRIBERS; sold++) await one.sell('ABO-A224', '2022-01-01')
  return one
}

/** Starts all at once; returns what was answered and the codes of what was refused. */
async function together<T>(works: (() => Promise<T>)[]) {
  const settled = await Promise.allSettled(works.map(work => work()))
  return {
    answers: settled.flatMap(one => (one.status === 'fulfilled' ? [one.value] : [])),
    refusals: settled.flatMap(one =>
      one.status === 'rejected' ? [(one.reason as { code?: string }).code ?? String(one.reason)] : [],
    ),
  }
}

const times = <T>(count: number, work: (at: number) => T) => Array.from({ length: count }, (_none, at) => work(at))
const upTo = (count: number) => times(count, at => at + 1)

describe('clerks who press Expédier together', () => {
  it('make one run with everybody; the others learn that nobody is left', async () => {
    const { call, company } = await withSubscribers()
    const clerks = [
      await aMember(database, company, { initials: 'LM' }),
      await aMember(database, company, { initials: 'PD' }),
    ]
    for (const issue of ['1', '2', '3', '4', '5', '6']) {
      const { answers, refusals } = await together(
        clerks.map(user => () => call(dispatchOperations.run, { issue }, { user })),
      )
      expect(answers.map(({ shipmentCount }) => shipmentCount)).toEqual([SUBSCRIBERS])
      expect(refusals).toEqual(['dispatch.nobodyOwed'])
    }
    const { rows } = await call(runsOperations.list, { sort: 'number' })
    expect(rows.map(({ number }) => number)).toEqual(upTo(6)) // a refused run takes no number
    const { rows: shipments } = await call(shipmentsOperations.list, { limit: 200 })
    expect(shipments.map(({ number }) => number)).toEqual(upTo(6 * SUBSCRIBERS))
  })

  it('serve each of two issues once, whichever comes first', async () => {
    const { call } = await withSubscribers()
    const { answers, refusals } = await together(
      times(8, at => () => call(dispatchOperations.run, { issue: String(1 + (at % 2)) })),
    )
    expect(answers.map(({ shipmentCount }) => shipmentCount)).toEqual([SUBSCRIBERS, SUBSCRIBERS])
    expect(refusals).toEqual(times(6, () => 'dispatch.nobodyOwed'))
  })

  it('leave out nobody who buys at the same moment: who is not in this run is in the next', async () => {
    const { call, sell } = await withSubscribers()
    const { answers } = await together<unknown>([
      ...times(6, () => () => sell('ABO-A224', '2022-01-01')),
      () => call(dispatchOperations.run, { issue: '5' }),
    ])
    expect(answers).toHaveLength(7)
    await call(dispatchOperations.run, { issue: '5' }).catch(() => undefined) // refused when everybody was in the first
    expect(await call(shipmentsOperations.count, {})).toEqual({ count: SUBSCRIBERS + 6 })
  })
})

describe('the same request sent several times at once', () => {
  const headers = { 'idempotency-key': 'one press' }

  it('writes once and gives each the same answer', async () => {
    const { call } = await withSubscribers()
    const { answers, refusals } = await together(
      times(6, () => () => call(dispatchOperations.run, { issue: '3' }, { headers })),
    )
    expect(refusals).toEqual([])
    expect(answers).toEqual(times(6, () => answers[0]))
    expect(await call(runsOperations.count, {})).toEqual({ count: 1 })
  })

  it('creates one record, with one entry in the audit trail', async () => {
    const { call, within } = await publisher()
    const { answers } = await together(
      times(6, () => () => call(partiesOperations.create, { lastName: 'Unique' }, { headers })),
    )
    expect(new Set(answers.map(({ id }) => id)).size).toBe(1)
    expect(await call(partiesOperations.count, { search: 'unique' })).toEqual({ count: 1 })
    const { rows } = await within(({ db, company }) =>
      db.execute(sql`select from audit_entries where company_id = ${company.id} and record_id = ${answers[0]!.id}`),
    )
    expect(rows).toHaveLength(1)
  })

  it('founds one company, which concerns a user and no company yet', async () => {
    const { call } = await publisher()
    const company = { name: 'Une fois', timeZone: 'Europe/Paris' }
    const { answers, refusals } = await together(
      times(4, () => () => call(accountsOperations.companies.create, company, { headers })),
    )
    expect(refusals).toEqual([])
    expect(new Set(answers.map(({ id }) => id)).size).toBe(1)
  })

  it('is refused when the key already serves another request', async () => {
    const { call } = await publisher()
    const { answers, refusals } = await together(
      times(4, at => () => call(partiesOperations.create, { lastName: `N${at}` }, { headers })),
    )
    expect(answers).toHaveLength(1)
    expect(refusals).toEqual(times(3, () => 'request.idempotencyKeyReused'))
  })

  it('is tried again by the next when the first is refused', async () => {
    const { call } = await publisher()
    const { refusals } = await together(times(4, () => () => call(dispatchOperations.run, { issue: '1' }, { headers })))
    expect(refusals).toEqual(times(4, () => 'dispatch.nobodyOwed'))
  })
})

describe('two people who change the record they both read', () => {
  const party = async ({ call }: Publisher) => {
    const { id, revision } = await call(partiesOperations.create, { lastName: 'Dupont' })
    return (at: number) => call(partiesOperations.update, { id, revision, firstName: `Zoé ${at}` })
  }
  const title = async ({ call, titleId }: Publisher) => {
    const { revision } = await call(catalogOperations.titles.get, { id: titleId })
    return (at: number) => call(catalogOperations.titles.update, { id: titleId, revision, name: `Titre ${at}` })
  }
  const issue = async ({ call, issues }: Publisher) => {
    const { id, revision } = await call(catalogOperations.issues.get, { id: issues.get('6')! })
    return (at: number) => call(catalogOperations.issues.update, { id, revision, label: `Été ${at}` })
  }
  const product = async ({ call, products }: Publisher) => {
    const { id, revision } = await call(catalogOperations.products.get, { id: products.get('ENVOI')! })
    return (at: number) => call(catalogOperations.products.update, { id, revision, priceCents: 300 + at })
  }
  const mail = {
    port: 587,
    security: 'starttls',
    host: 'mail.example.org',
    user: null,
    fromAddress: 'a@example.org',
    replyTo: null,
  } as const
  const settingsAtFirst = async ({ call }: Publisher) => {
    const { revision } = await call(messagingOperations.mailSettings.get, undefined as never)
    return (at: number) => call(messagingOperations.mailSettings.update, { ...mail, revision, fromName: `N${at}` })
  }
  const settings = async (publisher: Publisher) => {
    await (await settingsAtFirst(publisher))(0)
    return settingsAtFirst(publisher)
  }

  it.each(Object.entries({ party, title, issue, product, settings, settingsAtFirst }))(
    '%s: the first is kept, the others are told',
    async (_name, prepare) => {
      const change: (at: number) => Promise<unknown> = await prepare(await publisher())
      const { answers, refusals } = await together(times(4, at => () => change(at + 1)))
      expect(answers).toHaveLength(1)
      expect(refusals).toEqual(times(3, () => 'record.changedMeanwhile'))
    },
  )
})

describe('numbers', () => {
  it('taken by sixteen at once leave no gap and are given once, whoever gives up', async () => {
    const { within } = await publisher()
    const taken: number[] = []
    const take = (at: number) =>
      within(async ctx => {
        const count = 1 + (at % 3)
        const first = await takeNumbers(ctx, 'test', count)
        if (at % 5 === 0) throw new Error('gives up')
        return times(count, offset => first + offset)
      })
    for (let round = 0; round < 4; round++) {
      const { answers } = await together(times(TAKERS, at => () => take(at)))
      taken.push(...answers.flat())
    }
    expect(taken.sort((a, b) => a - b)).toEqual(upTo(taken.length))
    expect(taken.length).toBeGreaterThan(90)
  })

  it('of invoices and purchases follow one another when sixteen sell and some are refused', async () => {
    const { call, sell, products } = await publisher()
    const { customerId } = await sell('ABO-A112', '2023-01-01')
    const good = { customerId, issuedOn: '2023-02-01', lines: [{ productId: products.get('ABO-A112')! }] }
    const bad = { ...good, lines: [...good.lines, { productId: customerId }] }
    const { answers, refusals } = await together(
      times(TAKERS, at => () => call(invoicingOperations.sell, at % 4 === 0 ? bad : good)),
    )
    expect(refusals).toEqual(times(TAKERS / 4, () => 'invoicing.unknownProduct'))
    const numbers = answers.map(({ number }) => Number(number.split('-').at(-1)))
    expect(numbers.sort((a, b) => a - b)).toEqual(upTo(TAKERS - TAKERS / 4).map(number => number + 1))
  })

  it('of two years are taken without one waiting for the other for ever', async () => {
    const { within, sell, products } = await publisher()
    const { customerId } = await sell('ABO-A112', '2023-01-01')
    const on = (issuedOn: string) => ({
      customerId,
      issuedOn,
      lines: [{ productId: products.get('ABO-A112')!, quantity: 1 }],
    })
    const years = ['2021-01-01', '2022-01-01', '2023-01-01', '2020-01-01']
    for (let round = 0; round < 5; round++) {
      const { refusals } = await together(
        times(8, at => () => within(ctx => issueInvoices(ctx, (at % 2 ? years : years.toReversed()).map(on)))),
      )
      expect(refusals).toEqual([])
    }
  })
})
