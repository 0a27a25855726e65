import { hash } from 'node:crypto'
import { sql } from 'drizzle-orm'
import type { Ctx } from '../../../platform/http/context.ts'
import { refuse } from '../../../platform/http/refusal.ts'
import { seal } from '../../journal/actions.ts'
import type { Attachment, AttachmentMakers } from '../../messaging/actions.ts'
import { cii } from '../formats/cii.ts'
import { paperNames } from '../labels/paper-names.ts'
import { paperPdf } from '../printouts/paper-pdf.ts'
import { ciiTexts } from '../printouts/texts.ts'
import { paperById, papersOf } from '../queries/paper.ts'
import { brokenRules } from '../rules/en16931.ts'
import { missingMentions } from '../rules/mentions.ts'
import type { Paper } from '../rules/paper.ts'
import { breaksRule, refusalOf } from './ready.ts'

export type Printed = { name: string; pdf: Uint8Array }
/** `original`: the Factur-X, or a draft marked as one; `duplicate`: a copy marked as one, without data. */
export type Copy = 'original' | 'duplicate'

/** The PDF of a document. Of an issued one it is the same each time; it leaves only when it keeps the rules. Source: L-3, L-6. */
export async function invoicePdf(ctx: Ctx, id: string, copy: Copy = 'original'): Promise<Printed> {
  const paper = (await paperById(ctx, id)) ?? refuse('NOT_FOUND', { status: 404 })
  mayLeave(paper)
  if (copy === 'duplicate') await noteDuplicate(ctx, paper)
  return printed(paper, copy)
}

/** The PDFs of many documents, in the order of the ids. */
export async function invoicePdfs(ctx: Ctx, ids: readonly string[]): Promise<Printed[]> {
  const papers = await papersOf(ctx, ids)
  const found = ids.map(id => papers.get(id) ?? refuse('NOT_FOUND', { status: 404 }))
  for (const paper of found) mayLeave(paper)
  return Promise.all(found.map(paper => printed(paper)))
}

/** The data of an issued document as they stand in its Factur-X. */
export async function invoiceCii(ctx: Ctx, id: string): Promise<{ name: string; xml: string }> {
  const paper = (await paperById(ctx, id)) ?? refuse('NOT_FOUND', { status: 404 })
  if (paper.number === null) refuse('invoicing.draftHasNoData')
  mayLeave(paper)
  return { name: nameOf(paper, 'xml'), xml: cii(paper, ciiTexts(paper)) }
}

async function printed(paper: Paper, copy: Copy = 'original'): Promise<Printed> {
  const pdf = await (copy === 'duplicate' ? paperPdf(paper, 'duplicate') : paperPdf(paper))
  return { name: nameOf(paper, 'pdf'), pdf }
}

/** `facture-FA-2026-000412.pdf`. */
function nameOf({ kind, number, id, language }: Paper, ending: string): string {
  const names = paperNames[language]
  const which = number === null ? `${names.draft}-${id.slice(-6)}` : number.replace(/[^A-Za-z0-9_-]/g, '-')
  return `${names[kind]}-${which}.${ending}`
}

/** A draft may be looked at before it is complete; what is issued leaves as the rules want it, or not at all. */
function mayLeave(paper: Paper) {
  if (!paper.seller) {
    if (paper.number !== null) refuse('invoicing.broughtFromElsewhere')
    throw refusalOf({ missing: missingMentions(paper), broken: [] })
  }
  const [rule] = paper.number === null ? [] : brokenRules(paper)
  if (rule) throw breaksRule(rule)
}

/** Each duplicate made by hand is one more entry in the sealed journal. Source: L-1. */
async function noteDuplicate(ctx: Ctx, { id, number }: Paper) {
  if (number === null) refuse('invoicing.draftHasNoDuplicate')
  seal(ctx, [{ kind: 'duplicate', recordId: id, on: ctx.today, grossCents: 0, facts: { number } }])
  ctx.record({ record: 'invoices', id, from: null, to: { duplicateOn: ctx.today } })
}

/** The first time the originals of documents are printed. */
export async function notePrinted({ db, company }: Ctx, ids: readonly string[]) {
  await db.execute(sql`
    update invoice_states set printed_at = now()
    where company_id = ${company.id} and id = any(${sql.param([...ids])}::uuid[]) and printed_at is null and issued_on is not null`)
}

const ATTACHMENT_KIND = 'invoicing.document'

/** How the PDF of a document is made once more when the message it goes with leaves. */
export const documentMakers: AttachmentMakers = {
  [ATTACHMENT_KIND]: async (ctx, { id }, out) => {
    const { pdf } = await invoicePdf(ctx, String(id))
    out.end(pdf)
  },
}

/** The PDFs of issued documents as attachments: made now to know their fingerprint, and again when the mail leaves. */
export async function invoiceAttachments(ctx: Ctx, ids: readonly string[]): Promise<Attachment[]> {
  const all = await invoicePdfs(ctx, ids)
  return all.map(({ name, pdf }, at) => ({
    name,
    mediaType: 'application/pdf',
    made: {
      kind: ATTACHMENT_KIND,
      input: { id: ids[at]! },
      sha256: hash('sha256', pdf, 'hex'),
      byteCount: pdf.byteLength,
    },
  }))
}
