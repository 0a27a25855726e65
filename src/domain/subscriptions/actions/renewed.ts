import { sql } from 'drizzle-orm'
import type { Ctx } from '../../../platform/http/context.ts'

/** A line of a subscription; `askedId` is the purchase that its sale renews, of this title or another sold with it. */
export type AskingLine = {
  lineId: string
  productId: string
  titleId: string
  askedId: string | null
  sale: string | null
}

type Candidate = { askedId: string; id: string; productId: string; titleId: string }

/**
 * What each line renews of what it was asked to: alone, that; one of several products sold as one (those of one `sale`), what
 * was bought with it of the same product, else of the same title, each once. A sale of which no title is that of what it was
 * asked to renew keeps it on its first line, to be refused, unless it was `named` only later. Source: CIR-14.
 */
export async function askedOf(ctx: Ctx, lines: readonly AskingLine[], named = false): Promise<Map<string, string>> {
  const asking = lines.filter(({ askedId }) => askedId !== null)
  const found = new Map(asking.flatMap(({ lineId, askedId, sale }) => (sale === null ? [[lineId, askedId!]] : [])))
  const together = asking.filter(({ sale }) => sale !== null)
  const candidates = Map.groupBy(await boughtWith(ctx, together), ({ askedId }) => askedId)
  for (const [, ofSale] of Map.groupBy(together, ({ sale, askedId }) => `${sale} ${askedId}`)) {
    const [{ lineId: first, askedId }] = ofSale as [AskingLine]
    const left = [...(candidates.get(askedId!) ?? [])]
    if (!named && !ofSale.some(({ titleId }) => titleId === left[0]?.titleId)) found.set(first, askedId!)
    for (const key of ['productId', 'titleId'] as const)
      for (const line of ofSale) {
        const at = found.has(line.lineId) ? -1 : left.findIndex(one => one[key] === line[key])
        if (at >= 0) found.set(line.lineId, left.splice(at, 1)[0]!.id)
      }
  }
  return found
}

/** The purchases that lines are asked to renew, and what the same invoices sold besides and nothing renews yet. */
async function boughtWith({ db, company }: Ctx, asking: readonly AskingLine[]): Promise<Candidate[]> {
  if (asking.length === 0) return []
  const ids = [...new Set(asking.map(({ askedId }) => askedId))]
  const { rows } = await db.execute<Candidate>(sql`
    select asked.id as "askedId", p.id, p.product_id as "productId", p.title_id as "titleId"
    from purchases asked
    join purchases p on p.company_id = ${company.id} and (p.id = asked.id or p.invoice_id = asked.invoice_id) and p.kind = 'subscription'
    where asked.company_id = ${company.id} and asked.id = any(${sql.param(ids)}::uuid[]) and (p.id = asked.id or not exists (
      select from purchases r where r.company_id = ${company.id} and r.renews_id = p.id and r.cancelled_on is null))
    order by p.id <> asked.id, p.number`)
  return rows
}
