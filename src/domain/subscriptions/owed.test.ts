import { sql } from 'drizzle-orm'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { reactions } from '../../app/reactions.ts'
import { constraints } from '../../app/texts.ts'
import { type Database, newId, openDatabase } from '../../platform/db/database.ts'
import type { Ctx } from '../../platform/http/context.ts'
import { addDays, day, isoDay, NO_END } from '../../values/day.ts'
import { anIssue as anIssueOf, aProduct } from '../catalog/factory.ts'
import { aPublisher } from '../dispatch/factory.ts'
import { aParty } from '../parties/factory.ts'
import { createPurchases } from './actions/by-hand.ts'
import { calendarOf } from './queries/calendar.ts'
import {
  alreadyServed,
  dayAfterEnd,
  entitledTo,
  graceFor,
  heldFrom,
  lastIssueOwed,
  owedSubscriptions,
} from './queries/owed.ts'
import {
  type Bought,
  type Entry,
  dayAfterEnd as endOfTerm,
  type Hold,
  isOwed,
  lastOf,
  ledgerOf,
} from './rules/ledger.ts'
import { termOf } from './testing/term.ts'

let database: Database
beforeAll(() => {
  database = openDatabase(inject('ownerUrl'), 4)
})
afterAll(() => database.close())

const ISSUES = 10
const first = day('2022-05-01')
const anIssue = fc.record({
  kind: fc.constantFrom('regular', 'regular', 'regular', 'double', 'supplement', 'special', 'skipped'),
  shipsAfter: fc.option(fc.integer({ min: -60, max: 60 }), { nil: null }),
})
const aCalendar = fc.record({
  issues: fc.array(anIssue, { minLength: ISSUES, maxLength: ISSUES }),
  graceIssues: fc.integer({ min: 0, max: 2 }),
  countedBy: fc.constantFrom('cover', 'shipping', 'closing'),
  frequency: fc.constantFrom('quarterly', 'irregular'),
})
const aPlace = fc.integer({ min: 0, max: ISSUES - 1 })
const aDay = fc.integer({ min: -200, max: 900 }).map(days => addDays(first, days))
const aHold = fc.record({
  from: aPlace,
  to: fc.option(fc.nat(3), { nil: null, freq: 3 }),
  fromOn: fc.option(aDay, { nil: null }),
  countsAsServed: fc.boolean(),
})
const orNone = <T>(one: fc.Arbitrary<T>, maxLength: number) =>
  fc.oneof(fc.array(one, { maxLength: 0 }), fc.array(one, { maxLength }))
const aPurchase = fc.record({
  startsOn: aDay,
  months: fc.integer({ min: 1, max: 30 }),
  issuesDue: fc.option(fc.integer({ min: 1, max: 9 }), { nil: null, freq: 2 }),
  nature: fc.constantFrom('paid', 'paid', 'gift'),
  endless: fc.oneof({ weight: 5, arbitrary: fc.constant(false) }, { weight: 1, arbitrary: fc.constant(true) }),
  cancelled: fc.oneof({ weight: 9, arbitrary: fc.constant(false) }, { weight: 1, arbitrary: fc.constant(true) }),
  last: fc.option(aPlace, { nil: null, freq: 1 }),
  renewed: fc.boolean(),
  holds: orNone(aHold, 3),
  adjustments: orNone(fc.constantFrom(-2, -1, 1, 2), 2),
  served: fc.uniqueArray(aPlace, { maxLength: 4 }),
})
type Value<A> = A extends fc.Arbitrary<infer T> ? T : never
type Given = Value<typeof aPurchase>
type GivenCalendar = Value<typeof aCalendar>
const COUNTS: Record<string, number> = { double: 2, supplement: 0 }

async function setCalendar({ db, company }: Ctx, titleId: string, ids: string[], given: GivenCalendar) {
  const { graceIssues, countedBy, frequency } = given
  await db.execute(sql`update titles set grace_issues = ${graceIssues}, counted_by = ${countedBy}, frequency = ${frequency}
    where company_id = ${company.id} and id = ${titleId}`)
  const rows = given.issues.map(({ kind, shipsAfter }, at) => ({
    id: ids[at],
    counts: COUNTS[kind] ?? 1,
    apart: kind === 'special',
    skipped: kind === 'skipped',
    other: shipsAfter,
  }))
  await db.execute(sql`update issues i set counts_for = g.counts, for_subscribers = not g.apart,
      status = case when g.skipped then 'skipped' else 'planned' end, ships_on = i.cover_on + g.other, closes_on = i.cover_on - g.other
    from json_to_recordset(${JSON.stringify(rows)}::json) g (id uuid, counts int, apart boolean, skipped boolean, other int)
    where i.company_id = ${company.id} and i.id = g.id`)
}

type Sale = Given & { id: string }

/** Writes purchases with all that decides what they are owed, as rows. */
async function write(ctx: Ctx, world: World, sales: readonly Sale[]) {
  const { db, company } = ctx
  const purchase = (sale: Sale, id: string, renewsId: string | null) => ({
    id,
    starts: isoDay(sale.startsOn),
    expires: isoDay(factsOf(sale, world).expiresOn),
    months: sale.months,
    by: factsOf(sale, world).servedBy,
    due: factsOf(sale, world).issuesDue,
    nature: factsOf(sale, world).nature,
    cancelled: sale.cancelled && !renewsId ? '2022-01-01' : null,
    last: sale.last === null || renewsId ? null : world.ids[sale.last],
    renews: renewsId,
    title: renewsId ? world.other : world.titleId,
  })
  const rows = sales.flatMap(sale => [
    purchase(sale, sale.id, null),
    ...(sale.renewed ? [purchase(sale, newId(), sale.id)] : []),
  ])
  await db.execute(sql`
    insert into purchases (company_id, id, number, kind, payer_id, recipient_id, product_id, title_id, label, bought_on, net_cents, vat_cents,
      gross_cents, starts_on, expires_on, term_months, served_by, issues_due, nature, reason, cancelled_on, last_issue_id, renews_id, created_by, updated_by)
    select ${company.id}, id, row_number() over (), 'subscription', ${world.partyId}, ${world.partyId}, ${world.productId}, title, '', starts, 0, 0,
      0, starts, expires, months, by, due, nature, 'Critique', cancelled, last, renews, 'VG', 'VG'
    from json_to_recordset(${JSON.stringify(rows)}::json) g (id uuid, starts date, expires date, months int, by text, due int, nature text,
      cancelled date, last uuid, renews uuid, title uuid)`)
  const holds = sales.flatMap(sale => holdsOf(sale, world).map(hold => ({ ...hold, purchase: sale.id })))
  await db.execute(sql`
    insert into holds (company_id, id, purchase_id, kind, from_issue_id, to_issue_id, from_on, to_on, counts_as_served, created_by, updated_by)
    select ${company.id}, gen_random_uuid(), purchase, 'customer', "fromIssueId", "toIssueId", "fromDay", "toDay", "countsAsServed", 'VG', 'VG'
    from json_to_recordset(${JSON.stringify(
      holds.map(({ fromOn, toOn, ...hold }) => ({
        ...hold,
        fromDay: fromOn && isoDay(fromOn),
        toDay: toOn && isoDay(toOn),
      })),
    )}::json) g (purchase uuid, "fromIssueId" uuid, "toIssueId" uuid, "fromDay" date, "toDay" date, "countsAsServed" boolean)`)
  const adjustments = sales.flatMap(({ id, adjustments }) => adjustments.map(issues => ({ id, issues })))
  await db.execute(sql`
    insert into adjustments (company_id, id, purchase_id, issues, reason, created_by, updated_by)
    select ${company.id}, gen_random_uuid(), id, issues, 'Geste', 'VG', 'VG'
    from json_to_recordset(${JSON.stringify(adjustments)}::json) g (id uuid, issues int)`)
  const served = sales.flatMap(({ id, served }) => served.map(place => ({ id, issue: world.ids[place] })))
  await db.execute(sql`
    insert into shipments (company_id, id, number, run_id, purchase_id, issue_id, issue_number, recipient_id, sent_on, copies, contact_number,
      honorific, last_name, first_name, legal_name, email, line1, line2, line3, postcode, town, country)
    select ${company.id}, gen_random_uuid(), row_number() over (), gen_random_uuid(), id, issue, '', ${world.partyId}, '2022-01-01', 1, 1,
      '', '', '', '', '', '', '', '', '', '', 'FR'
    from json_to_recordset(${JSON.stringify(served)}::json) g (id uuid, issue uuid)`)
}

const holdsOf = ({ holds }: Given, { ids }: World): Hold[] =>
  holds.map(({ from, to, fromOn, countsAsServed }, at) => ({
    id: String(at),
    kind: 'customer',
    reason: '',
    fromIssueId: fromOn ? null : ids[from]!,
    toIssueId: fromOn || to === null ? null : ids[Math.min(from + to, ISSUES - 1)]!,
    fromOn,
    toOn: fromOn && to !== null ? addDays(fromOn, 90 * to) : null,
    countsAsServed,
  }))

const factsOf = (sale: Sale, world: World): Bought => ({
  ...termOf(sale.startsOn, sale.months),
  servedBy: sale.issuesDue === null ? 'date' : 'issue',
  issuesDue: sale.issuesDue,
  nature: sale.nature,
  ...(sale.endless ? withoutEnd : {}),
  cancelledOn: sale.cancelled ? first : null,
  lastIssueId: sale.last === null ? null : world.ids[sale.last]!,
  renewed: sale.renewed,
  holds: holdsOf(sale, world),
  adjusted: sale.adjustments.reduce((sum, issues) => sum + issues, 0),
  served: new Map(sale.served.map(place => [world.ids[place]!, 'regular'])),
})

const withoutEnd = { expiresOn: day(NO_END), servedBy: 'date', issuesDue: null, nature: 'press' } as const

type World = { titleId: string; other: string; ids: string[]; partyId: string; productId: string }

async function aWorld() {
  const { within, titleId, products } = await aPublisher(database, { constraints, reactions })
  return within(async ctx => {
    const { db, company } = ctx
    const partyId = await aParty(ctx)
    const other = newId()
    await db.execute(sql`insert into titles (company_id, id, code, name, frequency, first_issue_on, search_key, created_by, updated_by)
      values (${company.id}, ${other}, 'AUTRE', 'Autre', 'quarterly', '2022-05-01', 'AUTRE', 'VG', 'VG')`)
    await db.execute(sql`insert into issues (company_id, id, title_id, ordinal, number, cover_on, on_sale_on, search_key, created_by, updated_by)
      select ${company.id}, gen_random_uuid(), ${titleId}, n, n::text, d, d, n::text, 'VG', 'VG' from generate_series(7, ${ISSUES}::int) n,
        lateral (select ('2022-05-01'::date + make_interval(months => 3 * (n - 1)))::date as d) on_sale`)
    const { rows } = await db.execute<{ id: string }>(
      sql`select id from issues where company_id = ${company.id} and title_id = ${titleId} order by ordinal`,
    )
    return { within, titleId, other, ids: rows.map(({ id }) => id), partyId, productId: products.get('ABO-A112')! }
  })
}

describe('the rule of the ledger in SQL', () => {
  it('M-1 CIR-3 CIR-8 CIR-9 CIR-15 owes, holds and ends as the rule does, whatever was bought, held, adjusted and served', async () => {
    const { within, ...world } = await aWorld()
    await fc.assert(
      fc.asyncProperty(aCalendar, fc.array(aPurchase, { minLength: 40, maxLength: 40 }), async (given, purchases) => {
        const sales = purchases.map(sale => ({ ...sale, id: newId() }))
        const done = new Error('done') // what was written is taken back
        const held = within(async ctx => {
          await setCalendar(ctx, world.titleId, world.ids, given)
          await write(ctx, world, sales)
          await compare(ctx, world, sales)
          throw done
        })
        await held.catch(error => {
          if (error !== done) throw error
        })
      }),
      { numRuns: 40 },
    )
  })
})

describe('« 2 ans (9 numéros) »', () => {
  it('X-2 M-1 serves nine issues to whoever starts on any of the 365 days of a year, by the condition of a run', async () => {
    const { within, titleId } = await aPublisher(database, { constraints, reactions })
    await within(async ctx => {
      const { db, company } = ctx
      for (let ordinal = 7; ordinal <= 18; ordinal++) await anIssueOf(ctx, titleId)
      const productId = await aProduct(ctx, { code: 'ABO-N226', label: '2 ans (9 numéros)', titleId })
      const recipientId = await aParty(ctx)
      const days = Array.from({ length: 365 }, (_, at) => isoDay(addDays(day('2023-01-01'), at)))
      await createPurchases(
        ctx,
        days.map(startsOn => ({ recipientId, productId, startsOn })),
      )
      const calendar = await calendarOf(ctx, titleId)
      const served = calendar.issues.map(
        issue => sql`(${entitledTo(company.id, { ...issue, titleId, calendar })})::int`,
      )
      const { rows } = await db.execute<{ issues: number; purchases: number }>(sql`
        select issues, count(*)::int as purchases from (select ${sql.join(served, sql` + `)} as issues from purchases p
          where p.company_id = ${company.id}) each group by issues`)
      expect(rows).toEqual([{ issues: 9, purchases: 365 }])
    })
  })
})

async function compare(ctx: Ctx, world: World, sales: readonly Sale[]) {
  const { db, company } = ctx
  const calendar = await calendarOf(ctx, world.titleId)
  const ledgers = new Map(sales.map(sale => [sale.id, ledgerOf(factsOf(sale, world), calendar)]))
  for (const issue of calendar.issues) {
    const one = { ...issue, titleId: world.titleId, calendar }
    const { rows } = await db.execute<{ id: string; state: string }>(sql`
      select p.id, case when ${owedSubscriptions(company.id, one)} then case when ${graceFor(company.id, one)} then 'grace' else 'owed' end
        when ${heldFrom(company.id, one)} and not ${alreadyServed(sql`${issue.id}`)} then 'held' else '' end as state
      from purchases p where p.company_id = ${company.id} and p.title_id = ${world.titleId} order by p.id`)
    const expected = [...ledgers]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([id, { entries }]) => ({
        id,
        state: inSql(entries.find(entry => entry.issue.id === issue.id)!),
      }))
    expect(rows, `n° ${issue.number}`).toEqual(expected)
  }
  const { rows } = await db.execute<{ id: string; last: string; next: string }>(sql`
    select p.id, ${lastIssueOwed(company.id, calendar)} as last, ${dayAfterEnd(company.id, calendar)} as next from purchases p
    where p.company_id = ${company.id} and p.title_id = ${world.titleId} and p.cancelled_on is null`)
  const facts = new Map(sales.map(sale => [sale.id, factsOf(sale, world)]))
  const expected = rows.map(({ id }) => ({
    id,
    last: lastOf(ledgers.get(id)!)?.number ?? '',
    next: isoDay(endOfTerm(facts.get(id)!, ledgers.get(id)!)),
  }))
  expect(rows).toEqual(expected)
}

const inSql = ({ state }: Entry) => (isOwed(state) ? state : state === 'held' || state === 'given' ? 'held' : '')
