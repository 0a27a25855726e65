import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { aCompany } from '../domain/accounts/factory.ts'
import { type Database, openDatabase } from '../platform/db/database.ts'
import { reactions } from './reactions.ts'
import { router } from './router.ts'
import { aQuarter, QUARTER_DAY } from './testing/quarter.ts'
import { constraints } from './texts.ts'

let database: Database
let quarter: Quarter
beforeAll(async () => {
  database = openDatabase(inject('ownerUrl'), 4)
  quarter = await begun(database)
})
afterAll(() => database.close())

type Quarter = Awaited<ReturnType<typeof begun>>

/** The company of the quarter, and what is done there on a day. */
async function begun(database: Database) {
  const one = await aCompany(database, { today: QUARTER_DAY, constraints, reactions })
  const { titleId, products, people } = await one.within(aQuarter)
  const who = (lastName: string) => people.get(lastName)!
  const bought = async (lastName: string) => {
    const { rows } = await one.call(router.subscriptions.list, { search: lastName })
    return rows.filter(({ recipientId }) => recipientId === who(lastName))
  }
  const sell = (lastName: string, code: string, today = QUARTER_DAY, to?: string) =>
    one.call(
      router.invoices.sell,
      {
        customerId: who(lastName),
        lines: [{ productId: products.get(code)!, ...(to ? { recipientId: who(to), gift: true } : {}) }],
      },
      { today },
    )
  const purchase = async (lastName: string) => (await bought(lastName))[0]!
  const recipients = async () =>
    (await one.call(router.dispatch.recipients, { issue: '7' })).rows.map(({ lastName }) => lastName).sort()
  const why = async (lastName: string, issue: string) => {
    const { answers } = await one.call(router.subscriptions.why, { id: (await purchase(lastName)).id, issue })
    return answers[0]!
  }
  const envelope = async (lastName: string) =>
    (await one.call(router.shipments.list, { recipientId: who(lastName) })).rows.find(
      ({ issueNumber }) => issueNumber === '7',
    )!
  /** Makes a run of issue 7 and brings it to the mailing house; who is in it. */
  const runOfSeven = async (today: string) => {
    const { id } = await one.call(router.dispatch.run, { issue: '7' }, { today })
    await one.call(router.runs.signOff, { id }, { today })
    await one.call(router.runs.handOver, { id }, { today })
    return (await one.call(router.shipments.list, { runId: id })).rows
  }
  const missed = async () => (await one.call(router.missedCopies.count, {})).count
  return { ...one, titleId, products, who, bought, purchase, sell, recipients, why, envelope, runOfSeven, missed }
}

const names = (rows: { lastName: string }[]) => rows.map(({ lastName }) => lastName).sort()

describe('a whole quarter', () => {
  it('X-7 plans its issue and sells: one year, a gift, two years, press service', async () => {
    const [seven] = await quarter.call(router.issues.plan, { titleId: quarter.titleId, count: 3 })
    expect(seven).toMatchObject({ number: '7', coverOn: '2023-11-01' })
    await quarter.sell('Faure', 'ABO-A112')
    await quarter.sell('Girard', 'ABO-A112', QUARTER_DAY, 'Henry')
    await quarter.sell('Imbert', 'ABO-A224')
    await quarter.call(router.subscriptions.create, {
      recipientId: quarter.who('Joly'),
      productId: quarter.products.get('ABO-PR12')!,
      nature: 'press',
      reason: 'Chronique littéraire',
      reviewOn: '2024-09-01',
    })
    expect(await quarter.purchase('Henry')).toMatchObject({ payerId: quarter.who('Girard'), nature: 'gift' })
  })

  it('CIR-15 CIR-16 holds one who is away and readdresses one who moves, from issue 7', async () => {
    const { rows: issues } = await quarter.call(router.issues.list, {})
    const issueId = issues.find(({ number }) => number === '7')!.id
    const { id } = await quarter.purchase('Colin')
    await quarter.call(router.holds.place, { purchaseIds: [id], fromIssueId: issueId, toIssueId: issueId })
    await quarter.call(router.addresses.move, {
      id: quarter.who('Dumas'),
      line1: '2 place Bellecour',
      postcode: '69002',
      town: 'Lyon',
      issuesFrom: '2023-11-01',
    })
    expect(await quarter.recipients()).toEqual(
      ['Ancel', 'Brun', 'Dumas', 'Estève', 'Faure', 'Henry', 'Imbert', 'Joly'].sort(),
    )
    const { rows } = await quarter.call(router.dispatch.notIn, { issue: '7' })
    expect(rows.map(({ lastName, why }) => `${lastName} ${why}`)).toEqual(['Colin held'])
  })

  it('L-20 M-2 repairs the address that breaks the standard, and hands the run over', async () => {
    const faults = () => quarter.call(router.postalFaults.recipients, { issue: '7' })
    expect(await faults()).toMatchObject({ rows: [{ name: 'Lise Estève' }] })
    await quarter.call(router.parties.update, {
      id: quarter.who('Estève'),
      addresses: [{ purpose: 'billing', line1: '5 quai du Lac', postcode: '74000', town: 'Annecy' }],
    })
    expect((await faults()).rows).toEqual([])
    const sent = await quarter.runOfSeven('2023-10-20')
    expect(sent).toHaveLength(8)
    expect(sent.find(({ lastName }) => lastName === 'Dumas')).toMatchObject({ town: 'Lyon' })
    expect(sent.find(({ lastName }) => lastName === 'Estève')).toMatchObject({ postcode: '74000' })
  })

  it('ABO-60 serves a late sale by a second run, which holds nobody else', async () => {
    await quarter.sell('Klein', 'ABO-A112', '2023-10-25')
    expect(names(await quarter.runOfSeven('2023-10-27'))).toEqual(['Klein'])
    expect(await quarter.missed()).toBe(0)
  })

  it('CIR-18 holds one whose copy came back, and sends it again once the new address came', async () => {
    const today = '2023-11-06'
    const { number } = await quarter.envelope('Faure')
    const { lines } = await quarter.call(router.returnedMail.receive, { lines: [`E${number}`] }, { today })
    expect(lines).toMatchObject([{ outcome: 'held', name: 'Faure Jean' }])
    expect(await quarter.why('Faure', '8')).toMatchObject({ state: 'held' })
    await quarter.call(
      router.parties.update,
      {
        id: quarter.who('Faure'),
        addresses: [{ purpose: 'billing', line1: '9 rue Haute', postcode: '73000', town: 'Chambéry' }],
      },
      { today: '2023-11-08' },
    )
    const recipientId = quarter.who('Faure')
    const missed = await quarter.call(router.returnedMail.missed, { recipientId })
    expect(missed).toMatchObject([{ issueNumber: '7', how: 'returned' }])
    const catchUp = missed.map(({ purchaseId, issueId }) => ({ purchaseId, issueId }))
    await quarter.call(router.returnedMail.settle, { recipientId, catchUp }, { today: '2023-11-08' })
    expect(await quarter.why('Faure', '8')).toMatchObject({ state: 'owed' })
  })

  it('CIR-17 sends it along with another copy that never came, neither deducted', async () => {
    const { purchaseId, issueId } = await quarter.envelope('Imbert')
    await quarter.call(router.replacements.ask, { purchaseId, issueId, reason: 'not-received' })
    const { id } = await quarter.call(router.replacements.send, { titleId: quarter.titleId, on: '2023-11-09' })
    const { rows } = await quarter.call(router.shipments.list, { runId: id })
    expect(rows.map(({ lastName, town }) => `${lastName}, ${town}`).sort()).toEqual([
      'Faure, Chambéry',
      'Imbert, Annecy',
    ])
    const ledger = await quarter.call(router.subscriptions.ledger, { id: purchaseId })
    expect(ledger).toMatchObject({ credited: 8, used: 1, left: 7 })
  })

  it('CIR-21 reminds the two who come to their end; one renews, and the next wave leaves them out', async () => {
    const words = {
      channel: 'mail',
      countedIn: 'days',
      subjectFr: 'Votre abonnement',
      bodyFr: 'Bonjour {nom}',
    } as const
    const { steps } = await quarter.call(router.renewals.create, {
      name: 'La Revue du Lac',
      titleId: quarter.titleId,
      productId: null,
      steps: [
        { ...words, left: 30 },
        { ...words, left: 7 },
      ],
    })
    const today = '2023-11-10'
    const expiring = await quarter.call(router.subscriptions.expiring, { within: 30 }, { today })
    expect(names(expiring.rows)).toEqual(['Ancel', 'Brun'])
    await quarter.call(router.renewals.send, { stepId: steps[0]!.id }, { today })
    await quarter.sell('Ancel', 'ABO-A112', '2023-11-15')
    const [before, after] = (await quarter.bought('Ancel')).sort((a, b) => a.number - b.number)
    expect(after).toMatchObject({ startsOn: '2023-12-05' })
    const { formerNumber } = await quarter.call(router.subscriptions.ledger, { id: after!.id })
    expect(formerNumber).toBe(before!.number)
    const { verdicts } = await quarter.call(router.renewals.preview, { stepId: steps[1]!.id }, { today: '2023-11-28' })
    expect(Object.fromEntries(verdicts.map(({ verdict, count }) => [verdict, count]))).toMatchObject({
      due: 1,
      renewed: 1,
    })
  })

  it('M-1 says why issue 7 was not owed to who was away, and which issue comes instead', async () => {
    const { state, facts } = await quarter.why('Colin', '7')
    expect(state).toBe('held')
    expect(facts.length).toBeGreaterThan(2)
    const { id } = await quarter.purchase('Colin')
    expect(await quarter.call(router.subscriptions.ledger, { id })).toMatchObject({ lastNumber: '10' })
  })

  it('M-2 leaves nothing unexplained: no copy missed, credited is used and left, nobody served twice', async () => {
    expect(await quarter.missed()).toBe(0)
    const { rows } = await quarter.call(router.subscriptions.list, { limit: 200 })
    expect(rows).toHaveLength(11)
    for (const { id } of rows) {
      const { credited, used, left, issues } = await quarter.call(router.subscriptions.ledger, { id })
      expect(credited).toBe(used + left!)
      const served = issues.filter(({ state }) => state === 'served')
      expect(served.reduce((units, { uses }) => units + uses, 0)).toBe(used)
      const { rows: sent } = await quarter.call(router.shipments.list, { purchaseId: id, limit: 200 })
      const regular = sent.filter(({ runNumber }) => served.some(entry => entry.runNumber === runNumber))
      expect(regular.map(({ issueNumber }) => issueNumber)).toEqual([...new Set(regular.map(one => one.issueNumber))])
      expect(regular.map(({ issueNumber }) => issueNumber).sort()).toEqual(served.map(({ number }) => number).sort())
    }
  })
})
