import { sql } from 'drizzle-orm'
import type { Ctx } from '../../../platform/http/context.ts'
import { Refusal } from '../../../platform/http/refusal.ts'
import type { Language } from '../../../values/labels.ts'
import { partyName } from '../../parties/queries.ts'
import { documentRefusals } from '../labels/documents.ts'
import { paperRefusals } from '../labels/mentions.ts'
import { taxRefusals } from '../labels/tax.ts'
import { from } from '../queries/document-columns.ts'
import { issueDay } from '../queries/issue-day.ts'
import { papersOf } from '../queries/paper.ts'
import { settingsOf } from '../queries/seller.ts'
import { draftConditions } from '../queries.ts'
import type { DocumentKind } from '../rules/document.ts'
import { fiscalYearOf } from '../rules/settings.ts'
import { issueDrafts } from './issue.ts'
import { refusalOf, unreadyAmong } from './ready.ts'
import { vatChanged } from './vat-check.ts'

/** Drafts issued in one transaction. */
export const ISSUED_AT_ONCE = 1000
/** Drafts named for each reason. */
const TOLD = 20

export type Which = Parameters<typeof draftConditions>[1]
export type Waiting = { id: string; kind: DocumentKind; on: string }

/** The drafts that are asked, in the order of the days they will bear. */
export async function waitingDrafts(ctx: Ctx, which: Which): Promise<Waiting[]> {
  const conditions = await draftConditions(ctx, which)
  const { rows } = await ctx.db.execute<Waiting>(sql`
    select i.id, i.kind, ${issueDay(ctx)} as on from ${from}
    where ${sql.join(conditions, sql` and `)} order by 3, 1`)
  return rows
}

export async function countWaiting(ctx: Ctx, which: Which): Promise<number> {
  const conditions = await draftConditions(ctx, which)
  const { rows } = await ctx.db.execute<{ count: number }>(sql`
    select count(*)::int as count from ${from} where ${sql.join(conditions, sql` and `)}`)
  return rows[0]!.count
}

/** Why some of these drafts cannot be issued, as far as it can be told before; what became of a draft meanwhile is left out. */
export async function refusedBefore(ctx: Ctx, drafts: readonly Waiting[]): Promise<Map<string, Refusal>> {
  const refused = new Map<string, Refusal>()
  const { fiscalYearStart } = await settingsOf(ctx)
  const { rows } = await ctx.db.execute<{ kind: string; year: number; lastOn: string | null }>(sql`
    select kind, year, last_on as "lastOn" from invoice_series where company_id = ${ctx.company.id}`)
  const lastOf = new Map(rows.map(({ kind, year, lastOn }) => [`${kind} ${year}`, lastOn]))
  const ids = drafts.map(({ id }) => id)
  const papers = await papersOf(ctx, ids)
  for (const [id, refusal] of await vatChanged(ctx, papers)) refused.set(id, refusal)
  for (const [id, unready] of unreadyAmong(papers)) refused.set(id, refusalOf(unready))
  for (const { id, kind, on } of drafts) {
    const last = lastOf.get(`${kind} ${fiscalYearOf(on, fiscalYearStart)}`)
    if (on > ctx.today) refused.set(id, new Refusal('invoicing.issuedAhead', { values: { on } }))
    else if (last && on < last) refused.set(id, new Refusal('invoicing.beforeLastIssued', { values: { on, last } }))
  }
  return refused
}

export type Refused = { id: string; why: string }

/** What stays a draft by its reason, and whose the first of them are. */
export async function toldBy(ctx: Ctx, refused: readonly Refused[]) {
  const reasons = [...Map.groupBy(refused, ({ why }) => why)]
  const named = await customersOf(
    ctx,
    reasons.flatMap(([, those]) => those.slice(0, TOLD).map(({ id }) => id)),
  )
  return reasons.map(([why, those]) => ({
    why,
    count: those.length,
    documents: those.slice(0, TOLD).flatMap(({ id }) => {
      const customer = named.get(id)
      return customer === undefined ? [] : [{ id, customer }]
    }),
  }))
}

/** Issues at once those of a few drafts that may be. */
export async function issueReady(ctx: Ctx, which: Which) {
  const drafts = await waitingDrafts(ctx, which)
  const before = await refusedBefore(ctx, drafts)
  const issued = await issueDrafts(
    ctx,
    drafts.flatMap(({ id }) => (before.has(id) ? [] : [id])),
  )
  const refused = [...before].map(([id, refusal]) => ({ id, why: inWords(refusal, ctx.language) }))
  return { done: issued.length, refused: await toldBy(ctx, refused) }
}

function inWords({ code, values }: Refusal, language: Language): string {
  const text = { ...documentRefusals[language], ...taxRefusals[language], ...paperRefusals[language] }[code]
  return typeof text === 'function' ? text(values) : (text ?? code)
}

async function customersOf({ db, company }: Ctx, ids: readonly string[]): Promise<Map<string, string>> {
  const { rows } = await db.execute<{ id: string; customer: string }>(sql`
    select i.id, ${partyName('customer')} as customer from ${from}
    where i.company_id = ${company.id} and i.id = any(${sql.param([...ids])}::uuid[])`)
  return new Map(rows.map(({ id, customer }) => [id, customer]))
}
