import { sql } from 'drizzle-orm'
import type { Ctx } from '../../../platform/http/context.ts'
import { linesBeyond } from '../queries/beyond.ts'
import { freeToEnd } from '../queries/notices.ts'
import { type FreeTerm, freeTerms } from '../queries/planned.ts'
import { termStateOn } from '../rules/state.ts'
import { amountsOfTerms } from './amounts.ts'
import { type ChangedContract, changeContract } from './contracts.ts'
import { draftsAfter, sharedDraftsAfter, terminateContract } from './life.ts'

/** Does something for real, sees what it made, and takes it back. */
async function asIf<T>(ctx: Ctx, act: (part: Ctx) => Promise<T>): Promise<T> {
  const seen: { result?: T } = {}
  const undone = new Error('seen, and taken back')
  try {
    await ctx.attempt(async part => {
      seen.result = await act(part)
      throw undone
    })
  } catch (error) {
    if (error !== undone) throw error
  }
  return seen.result as T
}

type Counted = FreeTerm & { grossCents: number | null }

async function countedTerms(ctx: Ctx, id: string): Promise<Counted[]> {
  const free = (await freeTerms(ctx, [id])).get(id) ?? []
  const amounts = await amountsOfTerms(
    ctx,
    free.map(({ id }) => id),
  )
  return free.map(term => ({ ...term, grossCents: amounts.get(term.id)?.grossCents ?? null }))
}

/** What a change would make of the terms that have no invoice. Source: X-64. */
export async function previewChange(ctx: Ctx, given: ChangedContract) {
  const before = await countedTerms(ctx, given.id)
  const after = await asIf(ctx, async part => {
    await changeContract(part, given)
    return countedTerms(part, given.id)
  })
  const was = new Map(before.map(term => [term.startsOn, term]))
  const is = new Map(after.map(term => [term.startsOn, term]))
  const days = [...new Set([...was.keys(), ...is.keys()])].sort()
  const sum = (terms: readonly Counted[]) => terms.reduce((cents, { grossCents }) => cents + (grossCents ?? 0), 0)
  return {
    terms: days.map(day => compared(ctx, was.get(day), is.get(day))),
    beforeCents: sum(before),
    afterCents: sum(after),
    keptCount: await invoicedCount(ctx, given.id),
  }
}

function compared({ today }: Ctx, was: Counted | undefined, is: Counted | undefined) {
  const { startsOn, endsOn, invoiceOn } = (is ?? was)!
  const beforeCents = was?.grossCents ?? null
  const afterCents = is?.grossCents ?? null
  const moved = was && is && (was.endsOn !== is.endsOn || was.invoiceOn !== is.invoiceOn)
  const both = beforeCents === afterCents ? ('same' as const) : ('amount' as const)
  const change = !was ? ('added' as const) : !is ? ('removed' as const) : moved ? ('moved' as const) : both
  const state = termStateOn(today, { invoiceOn, invoiceId: null, issuedOn: null, skippedOn: null, cancelledOn: null })
  return { startsOn, endsOn, invoiceOn, state, change, beforeCents, afterCents }
}

async function invoicedCount({ db, company }: Ctx, id: string): Promise<number> {
  const { rows } = await db.execute<{ count: number }>(sql`
    select count(*)::int as count from contract_terms
    where company_id = ${company.id} and contract_id = ${id} and invoice_id is not null`)
  return rows[0]!.count
}

/** What ending a contract on a day leaves, and what was invoiced for the time after. Source: L-10. */
export async function previewTermination(ctx: Ctx, id: string, on: string) {
  const drafts = await draftsAfter(ctx, id, on)
  const before = (await freeTerms(ctx, [id])).get(id) ?? []
  const after = await asIf(ctx, async part => {
    await terminateContract(part, id, on, 'preview')
    return (await freeTerms(part, [id])).get(id) ?? []
  })
  const beyondCents = (await linesBeyond(ctx, id, on)).reduce((sum, { cents }) => sum + cents, 0)
  const free = await freeToEnd(ctx, id)
  return {
    termCount: before.length + (await draftedTerms(ctx, drafts)) - after.length,
    draftCount: drafts.length,
    sharedDraftCount: await sharedDraftsAfter(ctx, id, on),
    beyondCents,
    freeToEnd: free,
    refundCents: free ? beyondCents : 0,
  }
}

async function draftedTerms({ db, company }: Ctx, drafts: readonly string[]): Promise<number> {
  const { rows } = await db.execute<{ count: number }>(sql`select count(*)::int as count from contract_terms
    where company_id = ${company.id} and invoice_id = any(${sql.param([...drafts])}::uuid[])`)
  return rows[0]!.count
}
