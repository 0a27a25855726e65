import type { Ctx } from '../../../platform/http/context.ts'
import { refuse } from '../../../platform/http/refusal.ts'
import { mailFailure } from '../../../platform/mail/failure.ts'
import { type IncomingOptions, type IncomingServer, openMailbox } from '../../../platform/mail/incoming.ts'
import { incomingText } from '../labels/mailboxes.ts'
import { isSameAccess, type MailboxSaid, mailboxById, serverOf } from './mailboxes.ts'

type Typed = Omit<MailboxSaid, 'everyMinutes' | 'active'>

/**
 * A mailbox as it is typed, with the password that is kept of `id` when none is typed; where a user gives access, with what they gave.
 */
export async function typedServer(
  ctx: Ctx,
  { password, oauth, ...typed }: Typed,
  id?: string,
): Promise<IncomingServer> {
  if (password !== undefined && !oauth) return { ...typed, password }
  const kept = id === undefined ? undefined : await mailboxById(ctx, id)
  // What is kept goes only where it was typed for: another server would learn it.
  const isKept = kept && isSameAccess(kept, { ...typed, oauth: oauth ?? null })
  if (oauth && (!isKept || password !== undefined)) refuse('exchange.notAuthorised')
  if (!isKept) refuse('exchange.passwordMissing', { field: 'password' })
  return { ...serverOf(ctx, kept), ...typed }
}

const LIMITS = { connectMs: 10_000, silenceMs: 15_000 }

/** Opens a mailbox and counts what stands there; says in words what is wrong. Source: INT-30. */
export async function testMailbox(
  { language }: Pick<Ctx, 'language'>,
  server: IncomingServer,
  { limits = LIMITS, ...options }: IncomingOptions = {},
): Promise<{ ok: boolean; message: string; mailCount: number }> {
  try {
    const mailbox = await openMailbox(server, { limits, ...options })
    try {
      return { ok: true, message: '', mailCount: (await mailbox.list(null)).length }
    } finally {
      await mailbox.close()
    }
  } catch (error) {
    const { reason, message: detail } = mailFailure(error)
    return { ok: false, message: incomingText({ reason, detail }, server, language), mailCount: 0 }
  }
}
