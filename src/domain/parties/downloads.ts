import { type SQL, sql } from 'drizzle-orm'
import { z } from 'zod'
import type { Ctx } from '../../platform/http/context.ts'
import { id } from '../../platform/http/contract.ts'
import { type Download, ids } from '../../platform/http/download.ts'
import { refuse } from '../../platform/http/refusal.ts'
import { LABEL_CODES, labelSheet } from '../../platform/print/label-sheets.ts'
import { labelsPdf } from '../../platform/print/labels.ts'
import { LABELS_AT_ONCE, LETTERS_AT_ONCE } from '../../platform/print/limits.ts'
import { pdfFile, place } from '../../platform/print/pdf-file.ts'
import { letterPdf, sampleLetterPdf } from './actions/letters.ts'
import { addressees, envelopeLines, isPlace, withIds } from './queries/addressees.ts'
import { partyMatches } from './queries.ts'
import { KINDS, ROLES } from './rules/name.ts'

/** Which parties: those chosen, else those a list of contacts shows. */
const which = {
  ids: ids.optional(),
  search: z.string().max(200).optional(),
  role: z.enum(ROLES).optional(),
  kind: z.enum(KINDS).optional(),
  part: z.coerce.number().int().min(1).max(10_000).default(1).describe('of a list printed in parts'),
}
type Which = z.infer<z.ZodObject<typeof which>>

const OF_ROLE = {
  customer: sql`p.is_customer`,
  supplier: sql`p.is_supplier`,
  'mailing-house': sql`p.is_mailing_house`,
  agency: sql`p.is_agency`,
}

function chosenOf(ctx: Ctx, { ids: chosen, search = '', role, kind }: Which): SQL {
  if (chosen) return withIds(chosen)
  const conditions = [
    sql`p.merged_into_id is null`,
    ...(role ? [OF_ROLE[role]] : []),
    ...(kind ? [sql`p.kind = ${kind}`] : []),
    ...partyMatches(ctx, search, sql`p.id`),
  ]
  return sql.join(conditions, sql` and `)
}

const labelsInput = z.object({ ...which, sheet: z.enum(LABEL_CODES).default(LABEL_CODES[0]), used: place })

/** Contacts on sheets of labels; who has no complete address is left out. */
export const partyLabelsDownload: Download<typeof labelsInput> = {
  path: '/parties/labels',
  right: 'parties.read',
  summary: 'Labels of contacts, on sheets',
  input: labelsInput,
  file: async (ctx, { sheet, used, ...asked }) => {
    const found = await addressees(ctx, chosenOf(ctx, asked), { size: LABELS_AT_ONCE, part: asked.part })
    const labels = found.filter(isPlace).map(party => ({ lines: envelopeLines(party) }))
    if (labels.length === 0) refuse('parties.nothingToPrint')
    return pdfFile(`etiquettes-${ctx.today}.pdf`, await labelsPdf(labelSheet(sheet), labels, used))
  },
}

const lettersInput = z.object({ id, ...which })

/** A letter to each contact, in one file. */
export const partyLettersDownload: Download<typeof lettersInput> = {
  path: '/letter-templates/:id/letters',
  right: 'parties.read',
  summary: 'A letter to each contact, in one file',
  input: lettersInput,
  file: async (ctx, { id: templateId, ...asked }) => {
    const found = await addressees(ctx, chosenOf(ctx, asked), { size: LETTERS_AT_ONCE, part: asked.part })
    const rows = found.filter(isPlace).map(party => ({ partyId: party.id }))
    if (rows.length === 0) refuse('parties.nothingToPrint')
    return pdfFile(`lettres-${ctx.today}.pdf`, await letterPdf(ctx, templateId, rows))
  },
}

const sampleInput = z.object({ id })

/** A letter written to somebody made up, to look at. */
export const letterSampleDownload: Download<typeof sampleInput> = {
  path: '/letter-templates/:id/sample',
  right: 'parties.read',
  summary: 'A letter written to somebody made up, to see how it looks',
  input: sampleInput,
  file: async (ctx, { id: templateId }) => pdfFile('lettre.pdf', await sampleLetterPdf(ctx, templateId)),
}
