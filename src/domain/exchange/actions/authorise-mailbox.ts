import { instantNow } from '../../../platform/clock.ts'
import type { Ctx } from '../../../platform/http/context.ts'
import { refuse } from '../../../platform/http/refusal.ts'
import { accessAnswered, authorisationAddress } from '../../../platform/mail/oauth.ts'
import { seal, unseal } from '../../../platform/mail/seal.ts'
import { inWords, keepRefreshToken, type MailboxRow, mailboxById, oauthClientOf, setDue } from './mailboxes.ts'

/** What comes back with the user, sealed: whose answer it is, and what proves it. */
type Pending = { mailboxId: string; userId: string; verifier: string; redirectUri: string; until: string }

const MINUTES = 30
const placeOf = (companyId: string) => `access to mailboxes ${companyId}`

/** Where the user of a mailbox allows access to it; the answer comes back to `redirectUri`. Source: X-45. */
export async function authorisationOf(ctx: Ctx, id: string, redirectUri: string): Promise<string> {
  const row = (await mailboxById(ctx, id)) ?? refuse('NOT_FOUND', { status: 404 })
  const stateOf = (verifier: string) => {
    const until = new Date(Date.parse(instantNow()) + MINUTES * 60_000).toISOString()
    const pending: Pending = { mailboxId: id, userId: ctx.actor.userId, verifier, redirectUri, until }
    return seal(JSON.stringify(pending), placeOf(ctx.company.id))
  }
  return authorisationAddress(clientOf(ctx, row), { user: row.user, redirectUri, stateOf }).catch(inWords(row))
}

/** Keeps the access that a user gave, once they are back with the answer; returns the id of the mailbox. */
export async function authoriseMailbox(ctx: Ctx, answer: string): Promise<string> {
  const state = new URLSearchParams(answer).get('state') ?? ''
  const { mailboxId, redirectUri, verifier } = pendingOf(ctx, state) ?? refuse('exchange.authorisationLost')
  const row = (await mailboxById(ctx, mailboxId)) ?? refuse('NOT_FOUND', { status: 404 })
  const given = await accessAnswered(clientOf(ctx, row), { answer, state, redirectUri, verifier }).catch(inWords(row))
  await keepRefreshToken(ctx, mailboxId, given)
  await setDue(ctx, mailboxId)
  return mailboxId
}

/** What this user began lately; undefined: somebody else did, or too long ago. */
function pendingOf({ actor, company }: Ctx, state: string): Pending | undefined {
  const opened = unseal(state, placeOf(company.id))
  const pending = opened === undefined ? undefined : (JSON.parse(opened) as Pending)
  return pending?.userId === actor.userId && pending.until > instantNow() ? pending : undefined
}

const clientOf = (ctx: Ctx, row: MailboxRow) => oauthClientOf(ctx, row) ?? refuse('exchange.mailboxByPassword')
