import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'drizzle-orm'
import { newId } from '../../../platform/db/database.ts'
import type { Ctx } from '../../../platform/http/context.ts'
import { refuse } from '../../../platform/http/refusal.ts'
import { startWork, type WorkKind } from '../../long-work/actions.ts'
import { mailboxLabels } from '../labels/mailboxes.ts'
import { isCollected } from '../queries/mailboxes.ts'
import { type Collected, type Collecting, collect } from './collect.ts'
import { inWords, mailboxById } from './mailboxes.ts'

/** Silent for so long, a collection is over, as a job whose process died is. */
const SILENT_SECONDS = 30
const SIGN_OF_LIFE_MS = 5000

const aWhile = sql`now() + make_interval(secs => ${SILENT_SECONDS})`

/** Takes a mailbox for one collection; false: another is at it, or it is switched off. */
async function claim({ db, company }: Ctx, mailboxId: string, by: string): Promise<boolean> {
  const { rowCount } = await db.execute(sql`
    update mailboxes b set busy_by = ${by}, busy_until = ${aWhile}
    where b.company_id = ${company.id} and b.id = ${mailboxId} and b.active and (b.busy_by = ${by} or not ${isCollected})`)
  return rowCount === 1
}

const live = ({ db, company }: Ctx, mailboxId: string, by: string) =>
  db.execute(sql`
    update mailboxes set busy_until = ${aWhile}
    where company_id = ${company.id} and id = ${mailboxId} and busy_by = ${by}`)

const release = ({ db, company }: Ctx, mailboxId: string, by: string) =>
  db.execute(sql`
    update mailboxes set busy_by = null, busy_until = null,
      due_at = case when active then now() + make_interval(mins => every_minutes) end
    where company_id = ${company.id} and id = ${mailboxId} and busy_by = ${by}`)

/** Collects a mailbox while nobody else does; undefined: somebody does, or it is switched off. Throws what `collect` throws. */
export async function collectAlone(collecting: Collecting, by: string = newId()): Promise<Collected | undefined> {
  const { mailboxId, inTransaction } = collecting
  if (!(await inTransaction(ctx => claim(ctx, mailboxId, by)))) return undefined
  const over = new AbortController()
  const living = showLife(() => inTransaction(ctx => live(ctx, mailboxId, by)), over.signal)
  try {
    return await collect(collecting)
  } finally {
    over.abort()
    await living
    await inTransaction(ctx => release(ctx, mailboxId, by))
  }
}

/** Shows again and again that somebody lives, whatever else they wait for. */
async function showLife(show: () => Promise<unknown>, over: AbortSignal) {
  while (!over.aborted) {
    await sleep(SIGN_OF_LIFE_MS, undefined, { signal: over, ref: false }).catch(() => undefined)
    if (!over.aborted) await show().catch(() => undefined) // what fails here fails the collection too, which tells it
  }
}

/** A collection that a person started: it shows how far it is, and ends with what came. Source: INT-32, INT-33. */
export const collectMailboxWork: WorkKind<{ mailboxId: string; host: string; port: number }> = {
  kind: 'exchange.collect',
  async run(work, { mailboxId, host, port }) {
    let counted = 0
    const onMails = async (done: number, of: number) => {
      if (counted === 0) await work.total(work.done + of)
      await work.step(async () => {}, done - counted)
      counted = done
    }
    const inTransaction = <T>(act: (ctx: Ctx) => Promise<T>) => work.step(act, 0)
    const collected = await collectAlone({ mailboxId, inTransaction, onMails }, work.id).catch(inWords({ host, port }))
    if (!collected) refuse('exchange.beingCollected')
    const { mails, taken, quarantined } = collected
    const summary = await work.step(
      async ({ language }) => mailboxLabels[language].collected(String(mails), String(taken), String(quarantined)),
      0,
    )
    return { summary, link: quarantined > 0 ? 'collected-documents?state=quarantined' : 'collected-documents' }
  },
}

/** Starts to collect a mailbox, or finds the collection a person started that is under way; returns the work's id. */
export async function startCollection(ctx: Ctx, mailboxId: string): Promise<string> {
  const mailbox = (await mailboxById(ctx, mailboxId)) ?? refuse('NOT_FOUND', { status: 404 })
  if (!mailbox.active) refuse('exchange.mailboxInactive')
  if (mailbox.oauth && !mailbox.sealedRefreshToken) refuse('exchange.notAuthorised')
  const { user, host, port } = mailbox
  const label = mailboxLabels[ctx.language].collecting(user)
  return startWork(ctx, collectMailboxWork, { label, input: { mailboxId, host, port }, key: mailboxId })
}
