import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { reactions } from '../../app/reactions.ts'
import { constraints } from '../../app/texts.ts'
import { type Database, openDatabase } from '../../platform/db/database.ts'
import { aPublisher } from '../dispatch/factory.ts'
import { dispatchOperations } from '../dispatch/operations.ts'
import { subscriptionsOperations } from '../subscriptions/operations.ts'
import { renewalsOperations } from './operations.ts'

let database: Database
beforeAll(() => {
  database = openDatabase(inject('ownerUrl'), 4)
})
afterAll(() => database.close())

const TODAY = '2023-08-31'
const publisher = () => aPublisher(database, { today: TODAY, constraints, reactions })
type Publisher = Awaited<ReturnType<typeof publisher>>

const WORDS = {
  subjectFr: 'Votre abonnement à {titre} se termine le {fin}',
  bodyFr:
    'Bonjour {nom},\n\nVotre {abonnement} prend fin le {fin}.\nRenouvelez-le pour {prix}.\nOffert à {beneficiaire}.\n{lien}',
}
const mail = (left: number, more: object = {}) => ({
  countedIn: 'days' as const,
  left,
  channel: 'mail' as const,
  ...WORDS,
  ...more,
})

const aSeries = ({ call, titleId }: Publisher, steps: object[] = [mail(30)], more: object = {}) =>
  call(renewalsOperations.create, {
    name: 'Relances',
    titleId,
    link: 'https://example.org/renouveler?achat={achat}',
    steps: steps as never,
    ...more,
  })

const ids = (steps: readonly { id: string }[]) => steps as unknown as [{ id: string }, { id: string }]

/** Ends on 14/09/2023, in 14 days. */
const ENDING = '2022-09-15'
const florence = { lastName: 'Dupont', firstName: 'Florence', emails: ['florence@example.org'] }
const purchaseOf = async ({ call }: Publisher, customerId: string) =>
  (await call(subscriptionsOperations.list, { recipientId: customerId, sort: 'startsOn' })).rows[0]!
const verdictsOf = async ({ call }: Publisher, stepId: string) =>
  Object.fromEntries(
    (await call(renewalsOperations.preview, { stepId })).verdicts.map(({ verdict, count }) => [verdict, count]),
  )

describe('the steps of a series', () => {
  it('CIR-21 by issue cannot be more frequent than the magazine, and a quarterly is told so', async () => {
    const world = await publisher()
    const byIssue = (left: number) => mail(left, { countedIn: 'issues' })
    await expect(aSeries(world, [byIssue(1), byIssue(1)])).rejects.toMatchObject({
      code: 'renewals.moreOftenThanIssues',
    })
    expect(await aSeries(world, [byIssue(1), byIssue(0)])).toMatchObject({ frequency: 'quarterly', tooSlow: true })
  })

  it('CIR-21 by issue come with so many issues left', async () => {
    const world = await publisher()
    const { call, sell, within, company } = world
    await sell('ABO-N115', '2022-05-01', { to: florence }) // issues 1 to 5
    const { steps } = await aSeries(world, [mail(1, { countedIn: 'issues' }), mail(0, { countedIn: 'issues' })])
    const [one, none] = ids(steps)
    const dispatched = (upTo: number) =>
      within(({ db }) =>
        db.execute(
          sql`update issues set status = 'dispatched' where company_id = ${company.id} and ordinal <= ${upTo}`,
        ),
      )
    await dispatched(3)
    expect([await verdictsOf(world, one.id), await verdictsOf(world, none.id)]).toEqual([{}, {}])
    await dispatched(4)
    expect([await verdictsOf(world, one.id), await verdictsOf(world, none.id)]).toEqual([{ due: 1 }, {}])
    await dispatched(5)
    expect([await verdictsOf(world, one.id), await verdictsOf(world, none.id)]).toEqual([{}, { due: 1 }])
    await call(renewalsOperations.send, { stepId: none.id })
  })

  it('refuse what cannot be sent: a field that does not exist, an order that goes back, a second series of the title', async () => {
    const world = await publisher()
    await expect(aSeries(world, [mail(30, { bodyFr: 'Bonjour {prenom}' })])).rejects.toMatchObject({
      code: 'renewals.unknownField',
    })
    await expect(aSeries(world, [mail(7), mail(30)])).rejects.toMatchObject({ code: 'renewals.stepsOutOfOrder' })
    await expect(aSeries(world, [mail(7, { bodyFr: '' })])).rejects.toMatchObject({ code: 'renewals.wordsAsked' })
    await expect(aSeries(world, [{ countedIn: 'issues', left: 0, channel: 'insert' }])).rejects.toMatchObject({
      code: 'renewals.insertCodeAsked',
    })
    await aSeries(world)
    await expect(aSeries(world)).rejects.toMatchObject({ code: 'renewals.seriesExists' })
  })

  it('are changed in place, and one that reminded somebody is not removed', async () => {
    const world = await publisher()
    const { call, sell } = world
    await sell('ABO-A112', ENDING, { to: florence })
    const { id, steps, revision } = await aSeries(world, [mail(30), mail(7)])
    const swapped = await call(renewalsOperations.update, {
      id,
      revision,
      steps: [{ ...steps[0]!, left: 60 }, { ...steps[1]!, left: 14 }, mail(0)] as never,
    })
    expect(swapped.steps.map(({ left, position }) => [left, position])).toEqual([
      [60, 1],
      [14, 2],
      [0, 3],
    ])
    await call(renewalsOperations.send, { stepId: steps[1]!.id })
    await expect(call(renewalsOperations.update, { id, steps: [mail(0)] as never })).rejects.toMatchObject({
      code: 'renewals.stepWasSent',
    })
    await call(renewalsOperations.update, { id, steps: [swapped.steps[1]!] })
  })
})

describe('inserts', () => {
  const insert = (left: number, insertCode: string) => ({
    countedIn: 'issues' as const,
    left,
    channel: 'insert' as const,
    insertCode,
  })

  it('CIR-22 are named on the line of the run that brings the last issue, and of nobody who renewed', async () => {
    const world = await publisher()
    const { call, sell } = world
    await sell('ABO-A112', '2022-05-01', { to: { lastName: 'Dernier' } }) // issues 1 to 4
    await sell('ABO-A112', '2022-08-01', { to: { lastName: 'Avant-dernier' } }) // 2 to 5
    await sell('ABO-A112', '2023-02-01', { to: { lastName: 'Long' } })
    const { customerId } = await sell('ABO-A112', '2022-05-01', { to: { lastName: 'Fidèle' } })
    await sell('ABO-A112', '2023-01-10', { customerId, renewsId: (await purchaseOf(world, customerId)).id })
    const { id } = await aSeries(world, [insert(1, 'ENC1'), insert(0, 'FIN')])
    await call(dispatchOperations.run, { issue: '4', on: '2023-02-01' })
    const codes = await world.within(async ({ db, company }) => {
      const found = await db.execute<{ name: string; code: string }>(
        sql`select last_name as name, insert_code as code from shipments where company_id = ${company.id} order by last_name`,
      )
      return found.rows.map(({ name, code }) => `${name} ${code}`.trim())
    })
    expect(codes).toEqual(['Avant-dernier ENC1', 'Dernier FIN', 'Fidèle', 'Long'])
    const waves = await call(renewalsOperations.responses, { id, within: 366 })
    expect(waves).toMatchObject([
      { channel: 'insert', notices: 1 },
      { channel: 'insert', notices: 1 },
    ])
  })
})
