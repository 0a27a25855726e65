import { sql } from 'drizzle-orm'
import { newId } from '../../../platform/db/database.ts'
import { givenRows } from '../../../platform/db/given-rows.ts'
import { changeRecord, createRecord, lockedRecord } from '../../../platform/db/records.ts'
import type { Ctx } from '../../../platform/http/context.ts'
import { refuse } from '../../../platform/http/refusal.ts'
import { addDays, day, isoDay } from '../../../values/day.ts'
import { leftAlone, type PricedLine, pricedLines, shownLines, sumsOf, type WhichPrices } from '../queries/prices.ts'
import { changedPrice, type PriceChange } from '../rules/price-change.ts'
import { contractPriceChanges } from '../tables.ts'

/** Lines shown of a preview. */
const SHOWN = 200

export type PricesAsked = PriceChange & WhichPrices

type Changing = PricedLine & { after: number }

/** The lines whose price becomes another one. */
async function changing(ctx: Ctx, asked: PricesAsked, locked = false): Promise<Changing[]> {
  if (asked.fromOn <= ctx.today) refuse('contracts.priceChangesTooEarly', { field: 'fromOn' })
  const lines = await pricedLines(ctx, asked, locked)
  return lines
    .map(line => ({ ...line, after: changedPrice(line.unitCents, asked) }))
    .filter(({ unitCents, after }) => unitCents !== after)
}

/** Whose contracts would change, and by how much. Source: A12. */
export async function previewPrices(ctx: Ctx, asked: PricesAsked) {
  const lines = await changing(ctx, asked)
  const given = givenRows(
    lines.map(({ id, unitCents, after }) => ({ id, before: unitCents, after })),
    { id: 'uuid', before: 'bigint', after: 'bigint' },
  )
  const byId = new Map(lines.map(line => [line.id, line]))
  const shown = await shownLines(ctx, [...byId.keys()], SHOWN)
  return {
    ...(await sumsOf(ctx, given)),
    ...(await leftAlone(ctx, asked)),
    lines: shown.map(({ id, ...line }) => {
      const { unitCents, after } = byId.get(id)!
      return { ...line, beforeCents: unitCents, afterCents: after }
    }),
  }
}

type NewPrices = PricesAsked & { label: string; noticeText: string; expectedCount?: number | undefined }

/**
 * Changes the prices of many contracts from a day on: each line ends the day before and goes on at its new price, in as many
 * statements for one as for a million. What is invoiced stays. Source: A12, X-64.
 */
export async function changePrices(ctx: Ctx, asked: NewPrices): Promise<string> {
  const lines = await changing(ctx, asked, true)
  if (lines.length === 0) refuse('contracts.noPriceChanges')
  const contractCount = new Set(lines.map(({ contractId }) => contractId)).size
  const { label, fromOn, kind, value, roundedTo, noticeText, expectedCount = contractCount } = asked
  if (expectedCount !== contractCount) refuse('contracts.contractsChanged')
  const id = await createRecord(ctx, contractPriceChanges, {
    ...{ label, fromOn, kind, value, roundedTo, noticeText, contractCount },
  })
  await goOn(ctx, lines, fromOn, id)
  return id
}

const AT_ONCE = 20_000

async function goOn({ db, company, actor }: Ctx, lines: readonly Changing[], fromOn: string, changeId: string) {
  const before = isoDay(addDays(day(fromOn), -1))
  for (let from = 0; from < lines.length; from += AT_ONCE) {
    const some = lines.slice(from, from + AT_ONCE).map(({ id, after }) => ({ id, newId: newId(), after }))
    const given = givenRows(some, { id: 'uuid', newId: 'uuid', after: 'bigint' })
    await db.execute(sql`
      with given as materialized (${given})
      insert into contract_lines (company_id, id, contract_id, position, from_on, until_on, product_id, label, description, quantity,
        unit_cents, discount_bps, vat_rate_bps, recipient_id, gift, renews_purchase_id, price_change_id, created_by, updated_by)
      select l.company_id, g."newId", l.contract_id, l.position, ${fromOn}, l.until_on, l.product_id, l.label, l.description, l.quantity,
        g.after, l.discount_bps, l.vat_rate_bps, l.recipient_id, l.gift, l.renews_purchase_id, ${changeId}, ${actor.initials}, ${actor.initials}
      from given g join contract_lines l on l.company_id = ${company.id} and l.id = g.id`)
    await db.execute(sql`
      update contract_lines set until_on = ${before}, updated_by = ${actor.initials}, updated_at = now(), revision = revision + 1
      where company_id = ${company.id} and id = any(${sql.param(some.map(({ id }) => id))}::uuid[])`)
  }
}

/** Takes a change of price back before its day: lines that somebody changed since stay as they are. */
export async function undoPrices(ctx: Ctx, id: string) {
  const { db, company, actor, today } = ctx
  const { fromOn, undoneOn } = await lockedRecord(ctx, contractPriceChanges, id)
  if (undoneOn !== null) return
  if (fromOn <= today) refuse('contracts.priceHolds')
  const before = isoDay(addDays(day(fromOn), -1))
  await db.execute(sql`
    with taken as materialized (
      delete from contract_lines l where l.company_id = ${company.id} and l.price_change_id = ${id} and l.from_on = ${fromOn}::date
      returning l.contract_id, l.position, l.until_on)
    update contract_lines b set until_on = t.until_on, updated_by = ${actor.initials}, updated_at = now(), revision = b.revision + 1
    from taken t where b.company_id = ${company.id} and b.contract_id = t.contract_id and b.position = t.position
      and b.until_on = ${before}::date`)
  await changeRecord(ctx, contractPriceChanges, id, { undoneOn: today })
}
