import { sql } from 'drizzle-orm'
import { plannedForMany } from '../../platform/db/many-rows.ts'
import type { Ctx } from '../../platform/http/context.ts'
import { reserveNumbers, takeNumbers } from '../accounts/actions.ts'
import { deductGrace } from './actions/grace-given.ts'
import { FEW, resolvedStarts } from './actions/start.ts'
import { LATEST_FIRST, latestOnSale } from './queries/latest-issue.ts'
import { servedBefore } from './queries/served-before.ts'
import { ofLines, peopleOf, productJoin, soldBy, soldInTurns, type Which } from './queries/sold-lines.ts'

type Made = {
  id: string
  number: number
  kind: string
  label: string
  startsOn: string | null
  expiresOn: string | null
  renewsId: string | null
}

/**
 * The one pipe: every invoice line of a subscription or single issue makes its purchase, once. A purchase has the id of
 * its line, or of its part of a line that was said later to be a bundle. It begins where it was asked to, or after what it
 * renews (CIR-5, CIR-7), and ends at start + months − 1 day (ABO-30, X-20); the latest issue is the one on sale that day, or on the day it is
 * shipped when its title says so (X-8). Sales of one title to one recipient on several days go one after the other, so
 * that each renews the one before.
 */
export async function purchaseFromInvoices(ctx: Ctx, { invoiceIds }: { invoiceIds: readonly string[] }) {
  const turns = invoiceIds.length > 1 ? await soldInTurns(ctx, invoiceIds) : []
  if (turns.length < 2) return purchaseFrom(ctx, { invoiceIds })
  for (const turn of turns) await purchaseFrom(ctx, turn)
}

/** Makes what some invoices sold, or only some of their lines. */
export async function purchaseFrom(ctx: Ctx, which: Which) {
  const { db, company, actor } = ctx
  const { invoiceIds } = which
  const { lines, waiting, highest } = await linesToPurchase(ctx, which)
  if (lines === 0) return
  if (highest) await reserveNumbers(ctx, 'purchase', highest)
  const first = waiting > 0 ? await takeNumbers(ctx, 'purchase', waiting) : 0
  const resolved = await resolvedStarts(ctx, which)
  const [payer, recipient] = peopleOf(company.id, which)
  const sold = soldBy(which)
  const insert = () =>
    db.execute<Made>(sql`
    insert into purchases (company_id, id, number, kind, payer_id, recipient_id, product_id, title_id, label, copies, bought_on,
      net_cents, vat_cents, gross_cents, starts_on, expires_on, term_months, served_by, issues_due, issue_id, issue_at_shipment,
      nature, reason, renewal_contact_id, renews_id, source, invoice_id, invoice_line_id, created_by, updated_by)
    select l.company_id, ${sold.id},
      coalesce(l.purchase_number, ${first} - 1 + row_number() over (partition by l.company_id, l.purchase_number is null order by i.number, l.position, ${sold.id}))::int,
      product.kind, ${payer}, ${recipient}, product.id, product.title_id, ${sold.label}, l.quantity, ${soldOn},
      ${sold.netCents}, ${sold.vatCents}, ${sold.grossCents},
      term.starts_on, (term.starts_on + make_interval(months => product.term_months))::date - 1,
      product.term_months, product.served_by, product.issues_due, coalesce(product.issue_id, latest.id), ${atShipment},
      ${nature}, case when ${nature} = 'press' then l.label else '' end, l.renewal_contact_id, s."renewsId", i.source,
      i.id, l.id, ${actor.initials}, ${actor.initials}
    from invoice_lines l
    join invoices i on i.company_id = l.company_id and i.id = l.invoice_id and i.id = any(${uuids(invoiceIds)})
    ${productJoin(company.id, which)}
    left join json_to_recordset(${JSON.stringify(resolved)}::json) s ("lineId" uuid, "startsOn" date, "renewsId" uuid) on s."lineId" = ${sold.id}
    left join lateral (select coalesce(s."startsOn", l.starts_on, ${soldOn}) as starts_on) term on product.kind = 'subscription'
    left join titles title on title.company_id = l.company_id and title.id = product.title_id
    left join lateral (select x.id ${latestOnSale(company.id, sql`product.title_id`, soldOn)}
      ${LATEST_FIRST}) latest on product.latest_issue and not ${atShipment}
    where ${ofLines(company.id, which)} and product.kind in ('subscription', 'single-issue') and not ${servedBefore(company.id)}
    on conflict (company_id, id) do nothing
    returning id, number, kind, label, starts_on as "startsOn", expires_on as "expiresOn", renews_id as "renewsId"`)
  const { rows } = invoiceIds.length > FEW ? await plannedForMany(ctx, insert) : await insert()
  for (const { id, ...made } of rows) ctx.record({ record: 'purchases', id, from: null, to: made })
  await deductGrace(
    ctx,
    rows.flatMap(({ id, renewsId }) => (renewsId ? [id] : [])),
  )
}

/** Invoiced later than it was sold elsewhere, it is of the day it was sold. Source: X-8. */
const soldOn = sql`coalesce(i.sold_on, i.issued_on)`

const atShipment = sql`(product.latest_issue and title.latest_at_shipment)`

/** What was sold for nothing under the code of press service is press service; a gift says so on its line. Source: CIR-11. */
const nature = sql`case when l.gift then 'gift' when l.gross_cents = 0 and product.offer_code = 'PR' then 'press' else 'paid' end`

async function linesToPurchase({ db, company }: Ctx, which: Which) {
  const { rows } = await db.execute<{ lines: number; waiting: number; highest: number | null }>(sql`
    select count(*) as lines, count(*) filter (where l.purchase_number is null) as waiting, max(l.purchase_number) as highest
    from invoice_lines l ${productJoin(company.id, which)}
    where ${ofLines(company.id, which)} and product.kind in ('subscription', 'single-issue') and not ${servedBefore(company.id)}`)
  return rows[0]!
}

const uuids = (ids: readonly string[]) => sql`${`{${ids.join(',')}}`}::uuid[]`
