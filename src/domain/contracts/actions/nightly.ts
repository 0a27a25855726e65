import { sql } from 'drizzle-orm'
import { instantNow } from '../../../platform/clock.ts'
import type { Ctx } from '../../../platform/http/context.ts'
import { Refusal } from '../../../platform/http/refusal.ts'
import { issueDrafts } from '../../invoicing/actions/issue.ts'
import { startWork } from '../../long-work/actions.ts'
import { contractsLabels } from '../labels.ts'
import { draftsToIssue, termsToDraft, toRenewTacitly } from '../queries/nightly.ts'
import { unplannedContracts } from '../queries/planned.ts'
import { contractSettingsOf } from '../queries/settings.ts'
import { INVOICED_AT_ONCE, invoiceMost } from './invoice.ts'
import { renewContract } from './life.ts'
import { alertOwners } from './notices.ts'
import { planContracts } from './plan.ts'
import { SENT_AT_ONCE, sendContractNotices } from './send-notices.ts'
import { invoiceTermsWork } from './work.ts'

/** Contracts planned by one set of statements. */
const PLANNED_AT_ONCE = 1000

/** What contracts do by themselves each night: go on, plan, make drafts, issue those nobody held back, tell owners and customers. */
export async function runContracts(ctx: Ctx) {
  for (const id of await toRenewTacitly(ctx)) await orRefused(() => ctx.attempt(part => renewContract(part, id)))
  await planAll(ctx)
  await draftDue(ctx)
  await issueSettled(ctx)
  await alertOwners(ctx)
  await sendByThemselves(ctx)
  await noteRan(ctx)
}

/** A night that did not come this far is seen on every page. Source: A6. */
async function noteRan({ db, company }: Ctx) {
  await db.execute(sql`
    insert into contract_settings (company_id, ran_at) select ${company.id}, ${instantNow()}::timestamptz
    where exists (select from contracts where company_id = ${company.id})
    on conflict (company_id) do update set ran_at = excluded.ran_at`)
}

/** Mails alone: that a letter left is said by who posts it. Source: L-10. */
async function sendByThemselves(ctx: Ctx) {
  const { automatic } = await contractSettingsOf(ctx)
  if (!automatic) return
  let sent = SENT_AT_ONCE
  while (sent === SENT_AT_ONCE) sent = (await sendContractNotices(ctx, { reached: 'mail' })).mails
}

/** What is refused waits: it shows as late, or as ended, to who looks after it. */
async function orRefused(act: () => Promise<unknown>): Promise<boolean> {
  try {
    await act()
    return true
  } catch (error) {
    if (error instanceof Refusal) return false
    throw error
  }
}

export async function planAll(ctx: Ctx, contractId?: string): Promise<number> {
  const ids = await unplannedContracts(ctx, contractId)
  let planned = 0
  for (let from = 0; from < ids.length; from += PLANNED_AT_ONCE)
    planned += await planContracts(ctx, ids.slice(from, from + PLANNED_AT_ONCE))
  return planned
}

async function draftDue(ctx: Ctx) {
  const ids = await termsToDraft(ctx)
  if (ids.length <= INVOICED_AT_ONCE) return void (await invoiceMost(ctx, ids, 'draft'))
  const label = contractsLabels[ctx.language].work(ids.length)
  await startWork(ctx, invoiceTermsWork, { label, total: ids.length, input: { ids, into: 'draft' }, key: 'nightly' })
}

/** A draft that is issued later bears the day it is issued on, so that numbers and days go up together. Source: L-2. */
async function issueSettled(ctx: Ctx) {
  const ids = await draftsToIssue(ctx)
  const issue = async (some: readonly string[]): Promise<void> => {
    if (some.length === 0) return
    const done = await orRefused(() => ctx.attempt(part => issueToday(part, some)))
    if (done || some.length === 1) return
    const half = Math.ceil(some.length / 2)
    await issue(some.slice(0, half))
    await issue(some.slice(half))
  }
  for (let from = 0; from < ids.length; from += INVOICED_AT_ONCE) await issue(ids.slice(from, from + INVOICED_AT_ONCE))
}

async function issueToday(ctx: Ctx, ids: readonly string[]) {
  await ctx.db.execute(sql`
    update invoices set drafted_on = ${ctx.today}
    where company_id = ${ctx.company.id} and id = any(${sql.param([...ids])}::uuid[]) and issued_on is null`)
  await issueDrafts(ctx, ids)
}
