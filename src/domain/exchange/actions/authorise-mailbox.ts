import { instantNow } from '../../../platform/clock.ts'
import type { Conversing, Ctx } from '../../../platform/http/context.ts'
import { refuse } from '../../../platform/http/refusal.ts'
import { accessAnswered, authorisationAddress } from '../../../platform/mail/oauth.ts'
import { seal, unseal } from '../../../platform/mail/seal.ts'
import { inWords, keepRefreshToken, mailboxById, oauthClientOf, setDue } from './mailboxes.ts'

/** What comes back with the user, sealed: whose answer it is, and what proves it. */
type Pending = { mailboxId: string; userId: string; verifier: string; redirectUri: string; until: string }

const MINUTES = 30
const placeOf = (companyId: string) => `access to mailboxes ${companyId}`

/** Where the user of a mailbox allows access to it; the answer comes back to `redirectUri`. Source: X-45. */
export async function authorisationOf(
  { company, inTransaction }: Conversing,
  id: string,
  redirectUri: string,
): Promise<string> {
  const { row, client, userId } = await inTransaction(async ctx => ({
    ...(await mailboxAndClient(ctx, id)),
    userId: ctx.actor.userId,
  }))
  const stateOf = (verifier: string) => {
    const until = new Date(Date.parse(instantNow()) + MINUTES * 60_000).toISOString()
    const pending: Pending = { mailboxId: id, userId, verifier, redirectUri, until }
    return seal(JSON.stringify(pending), placeOf(company.id))
  }
  return authorisationAddress(client, { user: row.user, redirectUri, stateOf }).catch(inWords(row))
}

/** Keeps the access that a user gave, once they are back with the answer; returns the id of the mailbox. */
export async function authoriseMailbox({ inTransaction }: Conversing, answer: string): Promise<string> {
  const state = new URLSearchParams(answer).get('state') ?? ''
  const { pending, row, client } = await inTransaction(async ctx => {
    const pending = pendingOf(ctx, state) ?? refuse('exchange.authorisationLost')
    return { pending, ...(await mailboxAndClient(ctx, pending.mailboxId)) }
  })
  const { mailboxId, redirectUri, verifier } = pending
  const given = await accessAnswered(client, { answer, state, redirectUri, verifier }).catch(inWords(row))
  await inTransaction(async ctx => {
    await keepRefreshToken(ctx, mailboxId, given)
    await setDue(ctx, mailboxId)
  })
  return mailboxId
}

async function mailboxAndClient(ctx: Ctx, id: string) {
  const row = (await mailboxById(ctx, id)) ?? refuse('NOT_FOUND', { status: 404 })
  return { row, client: oauthClientOf(ctx, row) ?? refuse('exchange.mailboxByPassword') }
}

/** What this user began lately; undefined: somebody else did, or too long ago. */
function pendingOf({ actor, company }: Ctx, state: string): Pending | undefined {
  const opened = unseal(state, placeOf(company.id))
  const pending = opened === undefined ? undefined : (JSON.parse(opened) as Pending)
  return pending?.userId === actor.userId && pending.until > instantNow() ? pending : undefined
}
