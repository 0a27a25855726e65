import { sql } from 'drizzle-orm'
import type { Ctx } from '../../../platform/http/context.ts'
import { Refusal, refuse } from '../../../platform/http/refusal.ts'
import { byHalves } from '../../../values/by-halves.ts'
import type { Language } from '../../../values/labels.ts'
import type { Work, WorkKind } from '../../long-work/actions.ts'
import { type Attachment, queueMessages } from '../../messaging/actions.ts'
import { documentsToMail, mailWordsOf, type ToMail, type WhichToMail } from '../queries/mail.ts'
import { DOCUMENT_PURPOSE, DUPLICATE_PURPOSE, documentMail, type MailWords, mailFields } from '../rules/mail.ts'
import { documentMails } from '../tables/mail.ts'
import { invoiceAttachments, invoicePdf } from './print.ts'

/** Documents mailed in one transaction: each is made into its PDF. */
export const MAILED_AT_ONCE = 50

export type MailedPart = { count: number; last: string | undefined }

/**
 * Puts the mails of documents in the outbox, each with its PDF. Never twice for one document; `again`: what was sent before
 * leaves once more, marked as a duplicate, at most once a day.
 */
export async function mailDocuments(ctx: Ctx, which: WhichToMail, after?: string): Promise<MailedPart> {
  const documents = await documentsToMail(ctx, which, { after, limit: MAILED_AT_ONCE })
  const words = await mailWordsOf(ctx)
  const attachments = which.again ? await duplicates(ctx, documents) : await originals(ctx, documents)
  const ids = await queueMessages(
    ctx,
    documents.map((document, at) => ({
      ...(which.again
        ? { purpose: DUPLICATE_PURPOSE, onceKey: `${document.id} ${ctx.today}` }
        : {
            purpose: DOCUMENT_PURPOSE,
            onceKey: document.failed > 0 ? `${document.id} ${document.failed}` : document.id,
          }),
      record: { table: 'invoices', id: document.id },
      to: document.email,
      ...documentMail(words[document.language], document, ctx.company.name, document.language),
      attachments: [attachments[at]!],
    })),
  )
  const queued = documents.filter((_, at) => ids[at] !== null)
  await noteMailed(ctx, queued)
  for (const { id, email } of queued) ctx.record({ record: 'invoices', id, from: null, to: { mailedTo: email } })
  return { count: queued.length, last: documents.length === MAILED_AT_ONCE ? documents.at(-1)!.id : undefined }
}

/** Documents mailed part after part; one that breaks a rule stays, with its reason, and stops no other. */
export const mailWork: WorkKind<{ which: WhichToMail }> = {
  kind: 'invoicing.mail',
  async run(work, { which }) {
    const refused: string[] = []
    for (let after: string | undefined, more = true; more; ) {
      const part = await work.step(ctx => documentsToMail(ctx, which, { after, limit: MAILED_AT_ONCE }), 0)
      await mailMost(
        work,
        part.map(({ id }) => id),
        { again: which.again, refused },
      )
      after = part.at(-1)?.id
      more = part.length === MAILED_AT_ONCE
    }
    const reasons = [...Map.groupBy(refused, why => why)].map(([why, all]) => `${all.length}\u00a0× ${why}`)
    return { link: 'messages', summary: [String(work.done - refused.length), ...reasons].join(' · ') }
  },
}

/** All of a part at once, else by halves, until those that are refused stand alone. */
async function mailMost(
  work: Work,
  ids: readonly string[],
  { again, refused }: { again: boolean | undefined; refused: string[] },
): Promise<void> {
  await byHalves(ids, {
    together: async some => {
      await work.step(ctx => mailDocuments(ctx, { ids: some, again }), some.length)
      return []
    },
    alone: async (_, error) => {
      refused.push(work.explain(error as Refusal))
      await work.step(async () => {}, 1)
    },
    halves: error => error instanceof Refusal,
  })
}

const originals = (ctx: Ctx, documents: readonly ToMail[]) =>
  invoiceAttachments(
    ctx,
    documents.map(({ id }) => id),
  )

/** A duplicate is sealed when it is made, and so is made once: its bytes go with the message. */
async function duplicates(ctx: Ctx, documents: readonly ToMail[]): Promise<Attachment[]> {
  const made: Attachment[] = []
  for (const { id } of documents) {
    const { name, pdf } = await invoicePdf(ctx, id, 'duplicate')
    made.push({ name, mediaType: 'application/pdf', content: pdf })
  }
  return made
}

const noteMailed = ({ db, company }: Ctx, documents: readonly ToMail[]) =>
  db.execute(sql`
    update invoice_states set mailed_at = now()
    where company_id = ${company.id} and id = any(${sql.param(documents.map(({ id }) => id))}::uuid[])`)

/** Changes what the mails of documents say. */
export async function saveMailWords(ctx: Ctx, to: Record<Language, Omit<MailWords, 'link'>> & { link: string }) {
  const { link, ...languages } = to
  const word = mailFields.unknown(...Object.values(languages).flatMap(({ subject, body }) => [subject, body]))
  if (word !== undefined) refuse('invoicing.unknownField', { field: 'body', values: { word } })
  const from = await mailWordsOf(ctx)
  for (const [language, words] of Object.entries(languages) as [Language, Omit<MailWords, 'link'>][]) {
    const row = { ...words, link }
    await ctx.db
      .insert(documentMails)
      .values({ companyId: ctx.company.id, language, ...row })
      .onConflictDoUpdate({ target: [documentMails.companyId, documentMails.language], set: row })
  }
  ctx.record({ record: 'document_mails', id: ctx.company.id, from, to })
}
