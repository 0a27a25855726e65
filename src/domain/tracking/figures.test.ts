import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { type Database, newId, openDatabase } from '../../platform/db/database.ts'
import { insertRows } from '../../platform/db/write-rows.ts'
import { resources } from '../orders/tables/settings.ts'
import { trackFiguresOperations as figures } from './operations/figures.ts'
import { stageMoves, tracks } from './tables.ts'
import { aWorkshop } from './testing/workshop.ts'

let database: Database
beforeAll(() => {
  database = openDatabase(inject('ownerUrl'), 10)
})
afterAll(() => database.close())

const HOUR = 3600
const JUNE = { from: '2026-06-01', to: '2026-06-14' }
const secondsFrom = (from: string, to: string) => (Date.parse(to) - Date.parse(from)) / 1000
const stamps = { createdBy: 'VG', updatedBy: 'VG' }

/** Orders that went through stages at times that the test says: the stage, when it came there, by whom. */
async function measured() {
  const of = await aWorkshop(database)
  await of.stages()
  const sawId = newId()
  await of.within(ctx => insertRows(ctx, resources, [{ id: sawId, kind: 'machine', name: 'Scie', ...stamps }]))
  async function went(way: [stage: string, at: string, by?: string][], deliverOn?: string) {
    const { id } = await of.order({ confirmed: false, orderedOn: '2026-06-01', ...(deliverOn ? { deliverOn } : {}) })
    const stops = await Promise.all(
      way.map(async ([stage, at, by = 'VG']) => ({ stage, stageId: await of.idOf(stage), at, by })),
    )
    const moves = stops.map(({ stageId, at, by }, n) => ({
      id: newId(),
      orderId: id,
      fromStageId: stops[n - 1]?.stageId ?? null,
      toStageId: stageId,
      direction: n === 0 ? ('first' as const) : ('next' as const),
      movedAt: at,
      movedBy: by,
      movedWith: 'list' as const,
      resourceId: by === 'PC' ? sawId : null,
      stayedSeconds: n === 0 ? null : secondsFrom(stops[n - 1]!.at, at),
    }))
    const { stage, stageId, at, by } = stops.at(-1)!
    const offSince = stage === 'Terminée' ? at : null
    const track = {
      id,
      serial: 1,
      deliverOn: deliverOn ?? null,
      stageId,
      enteredAt: at,
      enteredBy: by,
      rank: 0,
      offSince,
      ...stamps,
    }
    await of.within(async ctx => {
      await insertRows(ctx, tracks, [track])
      await insertRows(ctx, stageMoves, moves)
    })
    return id
  }
  return { ...of, went, sawId, read: (period = JUNE) => of.call(figures.figures, period) }
}

const LINE = ['En attente', 'Prise en charge', 'Découpage', 'Assemblage', 'Emballage', 'Livraison', 'Terminée']
const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0)

/** The way of an order along the line, a part of it or all: the stage, when it came there, by whom. */
const aWay = fc
  .array(fc.tuple(fc.nat(40), fc.constantFrom('VG', 'PC', 'ML')), { minLength: 1, maxLength: LINE.length })
  .map(steps =>
    steps.map(([, by], at): [string, string, string] => {
      const hours = sum(steps.slice(0, at + 1).map(([after]) => after))
      return [LINE[at]!, new Date(Date.UTC(2026, 5, 1, 6 + hours)).toISOString(), by]
    }),
  )

describe('The figures of the workshop', () => {
  it('tell how long orders stayed in each stage, and where most of their time goes', async () => {
    const of = await measured()
    await of.went([
      ['En attente', '2026-06-01T08:00:00Z'],
      ['Découpage', '2026-06-01T09:00:00Z'],
      ['Terminée', '2026-06-01T19:00:00Z'],
    ])
    await of.went([
      ['En attente', '2026-06-02T08:00:00Z'],
      ['Découpage', '2026-06-02T11:00:00Z'],
      ['Terminée', '2026-06-03T11:00:00Z'],
    ])
    const { stages, bottleneckId } = await of.read()
    const [waiting, , cutting] = stages
    expect(waiting).toMatchObject({ left: 2, medianSeconds: 2 * HOUR, meanSeconds: 2 * HOUR, totalSeconds: 4 * HOUR })
    expect(cutting).toMatchObject({ left: 2, medianSeconds: 17 * HOUR, totalSeconds: 34 * HOUR, inStage: 0 })
    expect(bottleneckId).toBe(await of.idOf('Découpage'))
  })

  it('count the time of orders that are still in a stage', async () => {
    const of = await measured()
    const twoHoursAgo = new Date(Date.now() - 2 * HOUR * 1000).toISOString()
    await of.went([['En attente', twoHoursAgo]])
    const [waiting] = (await of.read()).stages
    expect(waiting).toMatchObject({ left: 0, medianSeconds: null, inStage: 1 })
    expect(waiting!.waitingSeconds).toBeGreaterThanOrEqual(2 * HOUR)
    expect(waiting!.waitingSeconds).toBeLessThan(2 * HOUR + 120)
  })

  it('tell what each person and each machine did', async () => {
    const of = await measured()
    await of.went([
      ['En attente', '2026-06-01T08:00:00Z'],
      ['Découpage', '2026-06-01T09:00:00Z'],
      ['Assemblage', '2026-06-01T14:00:00Z', 'PC'],
      ['Emballage', '2026-06-01T15:00:00Z', 'PC'],
    ])
    const { people, resources: machines } = await of.read()
    expect(people).toMatchObject([
      { initials: 'PC', moves: 2, orders: 1, totalSeconds: 6 * HOUR, medianSeconds: 3 * HOUR },
      { initials: 'VG', moves: 1, orders: 1, totalSeconds: HOUR },
    ])
    expect(machines).toMatchObject([
      { resourceId: of.sawId, resource: 'Scie', moves: 2 },
      { resourceId: null, resource: '', moves: 1 },
    ])
  })

  it('tell how long orders took in all, week by week, and whether promises were kept', async () => {
    const of = await measured()
    const done = (on: string, until: string, deliverOn?: string) =>
      of.went(
        [
          ['En attente', `${on}T08:00:00Z`],
          ['Terminée', `${until}T08:00:00Z`],
        ],
        deliverOn,
      )
    await done('2026-06-01', '2026-06-02', '2026-06-02')
    await done('2026-06-01', '2026-06-04', '2026-06-03')
    await done('2026-06-03', '2026-06-10')
    await of.went([['En attente', '2026-06-09T08:00:00Z']])
    const day = 24 * HOUR
    const { lead, weeks } = await of.read()
    expect(lead).toMatchObject({ orders: 3, medianSeconds: 3 * day, promised: 2, inTime: 1 })
    expect(weeks).toEqual([
      { weekOn: '2026-06-01', started: 3, finished: 2, medianSeconds: 2 * day },
      { weekOn: '2026-06-08', started: 1, finished: 1, medianSeconds: 7 * day },
    ])
  })

  it('count the days of the company, not those of the clock', async () => {
    const of = await measured()
    await of.went([
      ['En attente', '2026-06-06T08:00:00Z'],
      ['Terminée', '2026-06-07T22:30:00Z'], // half past midnight on Monday in Paris
    ])
    expect((await of.read({ from: '2026-06-01', to: '2026-06-07' })).lead.orders).toBe(0)
    expect((await of.read({ from: '2026-06-08', to: '2026-06-08' })).lead.orders).toBe(1)
  })

  it('leave out an order that came back from the final stage, and time that a jump did not take', async () => {
    const of = await measured()
    const { id } = await of.order()
    await of.moveTo(id, 'Terminée')
    await of.moveTo(id, 'Livraison', 'Un pied manque')
    const now = Temporal.Now.plainDateISO('Europe/Paris')
    const { lead, stages } = await of.read({ from: String(now.subtract({ days: 1 })), to: String(now) })
    expect(lead).toMatchObject({ orders: 0, medianSeconds: null })
    expect(stages.map(({ left }) => left)).toEqual([1, 0, 0, 0, 0, 0])
  })

  it('sum to the moves, whoever moved what from where', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(aWay, { minLength: 3, maxLength: 8 }), async ways => {
        const of = await measured()
        for (const way of ways) await of.went(way)
        const stays = ways.flatMap(way =>
          way.slice(1).map(([, at, by], n) => ({ by, seconds: secondsFrom(way[n]![1], at) })),
        )
        const [moves, seconds] = [stays.length, sum(stays.map(stay => stay.seconds))]
        const { stages, people, resources } = await of.read()
        expect(sum(stages.map(({ left }) => left))).toBe(moves)
        for (const side of [people, resources])
          expect([sum(side.map(one => one.moves)), sum(side.map(one => one.totalSeconds))]).toEqual([moves, seconds])
        for (const { initials, moves, totalSeconds, orders } of people) {
          const theirs = stays.filter(({ by }) => by === initials)
          expect([moves, totalSeconds]).toEqual([theirs.length, sum(theirs.map(stay => stay.seconds))])
          expect(orders).toBe(ways.filter(way => way.slice(1).some(([, , by]) => by === initials)).length)
        }
      }),
      { numRuns: 4 },
    )
  })

  it('take a period of a year at most, from one day to a later one', async () => {
    const of = await measured()
    for (const period of [
      { from: '2026-06-02', to: '2026-06-01' },
      { from: '2024-06-02', to: '2026-06-01' },
    ])
      await expect(of.read(period)).rejects.toMatchObject({ code: 'tracking.periodTooLong' })
  })

  it('are nothing of a company without orders', async () => {
    const of = await measured()
    const none = await of.read()
    expect(none).toMatchObject({
      people: [],
      resources: [],
      bottleneckId: null,
      lead: { orders: 0, meanSeconds: null },
    })
  })
})
