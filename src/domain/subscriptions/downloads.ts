import { type SQL, sql } from 'drizzle-orm'
import { z } from 'zod'
import type { Ctx } from '../../platform/http/context.ts'
import { id, isoDay } from '../../platform/http/contract.ts'
import { type Download, ids } from '../../platform/http/download.ts'
import { refuse } from '../../platform/http/refusal.ts'
import { LABEL_CODES, labelSheet } from '../../platform/print/label-sheets.ts'
import { labelsPdf } from '../../platform/print/labels.ts'
import { LABELS_AT_ONCE, LETTERS_AT_ONCE } from '../../platform/print/limits.ts'
import { pdfFile, place } from '../../platform/print/pdf-file.ts'
import { day, formatDay } from '../../values/day.ts'
import type { Language } from '../../values/labels.ts'
import { letterPdf } from '../parties/actions/letters.ts'
import { addressees, envelopeLines, isPlace } from '../parties/queries/addressees.ts'
import { expiringShown } from './queries/expiring.ts'
import { type PrintedPurchase, printedPurchases, writtenTo } from './queries/printed.ts'
import { NATURES } from './rules/nature.ts'

const part = z.coerce.number().int().min(1).max(10_000).default(1).describe('of a list printed in parts')

const among = (chosen: readonly string[]): SQL => sql`p.id = any(${`{${chosen.join(',')}}`}::uuid[])`

const valuesOf = (purchase: PrintedPurchase, language: Language) => ({
  title: purchase.titleName,
  subscription: purchase.label,
  purchase: String(purchase.number),
  copies: String(purchase.copies),
  startsOn: purchase.startsOn ? formatDay(day(purchase.startsOn), language) : '',
  expiresOn: purchase.expiresOn ? formatDay(day(purchase.expiresOn), language) : '',
  recipient: purchase.recipient,
})

type Lettered = { template: string; part: number }

async function lettersAbout(ctx: Ctx, condition: SQL, { template, part: which }: Lettered) {
  const found = await printedPurchases(ctx, condition, { size: LETTERS_AT_ONCE, part: which })
  if (found.length === 0) refuse('parties.nothingToPrint')
  const rows = found.map(purchase => ({ partyId: purchase.writtenTo, values: valuesOf(purchase, ctx.language) }))
  return pdfFile(`lettres-${ctx.today}.pdf`, await letterPdf(ctx, template, rows))
}

const lettersInput = z.object({ template: id, ids, part })

/** A letter about each subscription, to whom its renewal is written. */
export const subscriptionLettersDownload: Download<typeof lettersInput> = {
  path: '/subscriptions/letters',
  right: 'subscriptions.read',
  summary: 'A letter about each chosen subscription, in one file',
  input: lettersInput,
  file: (ctx, { ids: chosen, ...asked }) => lettersAbout(ctx, among(chosen), asked),
}

const count = z.coerce.number().int()

/** Chosen ones, else all that the list of those that expire shows. */
const whichExpiring = {
  ids: ids.optional(),
  within: count.min(0).max(3650).optional(),
  lapsedWithin: count.min(0).max(3650).optional(),
  on: isoDay.optional(),
  issuesLeft: count.min(0).max(100).optional(),
  titleId: id.optional(),
  productId: id.optional(),
  nature: z.enum(NATURES).optional(),
  renewed: z.union([z.boolean(), z.stringbool()]).optional(),
  search: z.string().max(200).optional(),
  part,
}
type WhichExpiring = z.infer<z.ZodObject<typeof whichExpiring>>

const expiringOf = async (ctx: Ctx, { ids: chosen, part: _, ...filters }: WhichExpiring): Promise<SQL> =>
  chosen ? among(chosen) : sql.join(await expiringShown(ctx, filters), sql` and `)

const expiringLettersInput = z.object({ template: id, ...whichExpiring })

/** A letter about each subscription that ends, to be sent before it does. Source: ABO-80. */
export const expiringLettersDownload: Download<typeof expiringLettersInput> = {
  path: '/subscriptions/expiring/letters',
  right: 'subscriptions.read',
  summary: 'A letter about each subscription that ends soon, in one file',
  input: expiringLettersInput,
  file: async (ctx, { template, ...which }) =>
    lettersAbout(ctx, await expiringOf(ctx, which), { template, part: which.part }),
}

const labelsInput = z.object({ ...whichExpiring, sheet: z.enum(LABEL_CODES).default(LABEL_CODES[0]), used: place })

/** Labels of those to whom renewals are written, each once; who has no complete address is left out. Source: ABO-80. */
export const expiringLabelsDownload: Download<typeof labelsInput> = {
  path: '/subscriptions/expiring/labels',
  right: 'subscriptions.read',
  summary: 'Labels of those who are written to about subscriptions that end soon, on sheets',
  input: labelsInput,
  file: async (ctx, { sheet, used, ...which }) => {
    const people = sql`p.id in (select ${writtenTo} from purchases p
      where p.company_id = ${ctx.company.id} and ${await expiringOf(ctx, which)})`
    const found = await addressees(ctx, people, { size: LABELS_AT_ONCE, part: which.part })
    const labels = found.filter(isPlace).map(party => ({ lines: envelopeLines(party) }))
    if (labels.length === 0) refuse('parties.nothingToPrint')
    return pdfFile(`etiquettes-${ctx.today}.pdf`, await labelsPdf(labelSheet(sheet), labels, used))
  },
}
