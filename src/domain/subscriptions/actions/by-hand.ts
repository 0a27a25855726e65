import { sql } from 'drizzle-orm'
import { newId } from '../../../platform/db/database.ts'
import type { Ctx } from '../../../platform/http/context.ts'
import { refuse } from '../../../platform/http/refusal.ts'
import { day, isEndless, isoDay } from '../../../values/day.ts'
import { reserveNumbers, takeNumbers } from '../../accounts/actions.ts'
import { productsById } from '../../catalog/queries.ts'
import { lineAmounts } from '../../invoicing/rules.ts'
import { LATEST_FIRST, latestOnSale } from '../queries/latest-issue.ts'
import { byHandFault, termByHand } from '../rules/by-hand.ts'
import { isFree, type Nature } from '../rules/nature.ts'

/** A purchase without invoice; days are `YYYY-MM-DD`, what is not said comes from the product. */
export type GivenPurchase = {
  id?: string | undefined
  /** Its number in the software it comes from. */
  number?: number | undefined
  recipientId: string
  /** The recipient when not said. */
  payerId?: string | undefined
  renewalContactId?: string | null | undefined
  nature?: Nature | undefined
  reason?: string | undefined
  reviewOn?: string | null | undefined
  productId: string
  label?: string | undefined
  copies?: number | undefined
  /** Today when not said. */
  boughtOn?: string | undefined
  /** What one costs, tax included, when not the price of the product; nothing when nobody pays. */
  unitGrossCents?: number | undefined
  /** What all copies cost together, tax included; instead of what one costs. */
  grossCents?: number | undefined
  startsOn?: string | undefined
  /** The first issue of a subscription, instead of its first day; the issue of a single one. */
  issueId?: string | undefined
  expiresOn?: string | undefined
  termMonths?: number | undefined
  issuesDue?: number | undefined
  renewsId?: string | null | undefined
  source?: string | undefined
}

type Product = NonNullable<Awaited<ReturnType<typeof productsById>> extends Map<string, infer P> ? P : never>

/** Makes purchases without invoice, all or none, in one statement; returns them in their order. Source: ABO-35, ABO-40, X-33. */
export async function createPurchases(
  ctx: Ctx,
  given: readonly GivenPurchase[],
): Promise<{ id: string; number: number }[]> {
  if (given.length === 0) return []
  const products = await productsById(ctx, [...new Set(given.map(({ productId }) => productId))])
  const firstDays = await daysOfIssues(
    ctx,
    given.flatMap(({ issueId }) => (issueId ? [issueId] : [])),
  )
  const numbers = await numbersFor(ctx, given)
  const rows = given.map((one, at) => {
    const field = (name: string) => (given.length === 1 ? name : `purchases.${at}.${name}`)
    const product = products.get(one.productId) ?? refuse('subscriptions.unknownProduct', { field: field('productId') })
    if (one.issueId && firstDays.get(one.issueId)?.titleId !== product.titleId)
      refuse('catalog.issueOfAnotherTitle', { field: field('issueId') })
    const boughtOn = one.boughtOn ?? ctx.today
    const startsOn = one.startsOn ?? firstDays.get(one.issueId ?? '')?.countedOn ?? boughtOn
    const row = purchaseRow(one, product, { startsOn, boughtOn, number: numbers[at]! })
    const fault = byHandFault(
      {
        ...row,
        startsOn: day(startsOn),
        expiresOn: one.expiresOn ? day(one.expiresOn) : undefined,
        termMonths: one.termMonths,
        reviewOn: one.reviewOn ? day(one.reviewOn) : undefined,
      },
      product.kind,
    )
    if (fault) refuse(fault.code, { field: field(fault.field) })
    return row
  })
  await insertPurchases(ctx, rows)
  for (const { id, ...made } of rows) ctx.record({ record: 'purchases', id, from: null, to: made })
  return rows.map(({ id, number }) => ({ id, number }))
}

type Derived = { startsOn: string; boughtOn: string; number: number }

function purchaseRow(one: GivenPurchase, product: Product, { startsOn, boughtOn, number }: Derived) {
  const nature = one.nature ?? 'paid'
  const copies = one.copies ?? 1
  const served = product.kind === 'subscription'
  const term = served
    ? termByHand(
        day(startsOn),
        {
          expiresOn: one.expiresOn ? day(one.expiresOn) : undefined,
          termMonths: one.termMonths,
          reviewOn: one.reviewOn ? day(one.reviewOn) : undefined,
        },
        product.termMonths!,
      )
    : undefined
  const servedBy = isEndless(term?.expiresOn) ? 'date' : product.servedBy
  return {
    id: one.id ?? newId(),
    number,
    kind: product.kind,
    payerId: one.payerId ?? one.recipientId,
    recipientId: one.recipientId,
    renewalContactId: one.renewalContactId ?? null,
    nature,
    reason: one.reason?.trim() ?? '',
    reviewOn: one.reviewOn ?? null,
    source: one.source ?? 'hand',
    renewsId: one.renewsId ?? null,
    productId: one.productId,
    titleId: product.titleId,
    label: one.label ?? product.label,
    copies,
    boughtOn,
    ...priceOf(one, product, nature, copies),
    startsOn: term ? isoDay(term.startsOn) : null,
    expiresOn: term ? isoDay(term.expiresOn) : null,
    termMonths: term?.termMonths ?? null,
    servedBy,
    issuesDue: servedBy === 'issue' ? (one.issuesDue ?? product.issuesDue) : null,
    issueId: served ? null : (one.issueId ?? product.issueId),
  }
}

function priceOf({ unitGrossCents, grossCents }: GivenPurchase, product: Product, nature: Nature, copies: number) {
  if (isFree(nature)) return { netCents: 0, vatCents: 0, grossCents: 0 }
  if (grossCents !== undefined) return lineAmounts({ ...product, priceBasis: 'gross', priceCents: grossCents }, 1)
  const price = unitGrossCents === undefined ? product : { ...product, priceBasis: 'gross', priceCents: unitGrossCents }
  return lineAmounts(price, copies)
}

/** The day each issue is counted on for the terms of its title. */
async function daysOfIssues({ db, company }: Ctx, ids: readonly string[]) {
  const { rows } = await db.execute<{ id: string; titleId: string; countedOn: string }>(sql`
    select i.id, i.title_id as "titleId", case t.counted_by when 'shipping' then coalesce(i.ships_on, i.cover_on)
      when 'closing' then coalesce(i.closes_on, i.cover_on) else i.cover_on end as "countedOn"
    from issues i join titles t on t.company_id = ${company.id} and t.id = i.title_id
    where i.company_id = ${company.id} and i.id = any(${sql.param([...new Set(ids)])}::uuid[])`)
  return new Map(rows.map(issue => [issue.id, issue]))
}

/** Those brought along are kept and never given again; the others are the next ones. */
async function numbersFor(ctx: Ctx, given: readonly GivenPurchase[]): Promise<number[]> {
  const highest = given.reduce((most, { number }) => Math.max(most, number ?? 0), 0)
  if (highest) await reserveNumbers(ctx, 'purchase', highest)
  const waiting = given.filter(({ number }) => number === undefined).length
  let next = waiting > 0 ? await takeNumbers(ctx, 'purchase', waiting) : 0
  return given.map(({ number }) => number ?? next++)
}

/** The latest issue is the one on sale on the day it was bought, or on the day it is shipped when its title says so. Source: X-8. */
async function insertPurchases(
  { db, company, actor }: Ctx,
  rows: readonly (ReturnType<typeof purchaseRow> & { id: string })[],
) {
  await db.execute(sql`
    insert into purchases (company_id, id, number, kind, payer_id, recipient_id, renewal_contact_id, nature, reason, review_on, source,
      renews_id, product_id, title_id, label, copies, bought_on, net_cents, vat_cents, gross_cents,
      starts_on, expires_on, term_months, served_by, issues_due, issue_id, issue_at_shipment, created_by, updated_by)
    select ${company.id}, p.id, p.number, p.kind, "payerId", "recipientId", "renewalContactId", p.nature, p.reason, "reviewOn", p.source,
      "renewsId", "productId", p."titleId", p.label, p.copies, "boughtOn", "netCents", "vatCents", "grossCents",
      "startsOn", "expiresOn", "termMonths", "servedBy", "issuesDue",
      case when p.kind = 'single-issue' then coalesce("issueId", latest.id) end, later.yes, ${actor.initials}, ${actor.initials}
    from json_to_recordset(${JSON.stringify(rows)}::json) as p (id uuid, number int, kind text, "payerId" uuid, "recipientId" uuid,
      "renewalContactId" uuid, nature text, reason text, "reviewOn" date, source text, "renewsId" uuid, "productId" uuid,
      "titleId" uuid, label text, copies int, "boughtOn" date, "netCents" bigint, "vatCents" bigint, "grossCents" bigint,
      "startsOn" date, "expiresOn" date, "termMonths" int, "servedBy" text, "issuesDue" int, "issueId" uuid)
    join titles title on title.company_id = ${company.id} and title.id = p."titleId"
    cross join lateral (select p.kind = 'single-issue' and p."issueId" is null and title.latest_at_shipment as yes) later
    left join lateral (select x.id ${latestOnSale(company.id, sql`p."titleId"`, sql`p."boughtOn"`)}
      and p.kind = 'single-issue' and p."issueId" is null and not later.yes ${LATEST_FIRST}) latest on true`)
}
