import { type SQL, sql } from 'drizzle-orm'
import { z } from 'zod'
import { id } from '../../../platform/http/contract.ts'
import { type Download, ids } from '../../../platform/http/download.ts'
import { refuse } from '../../../platform/http/refusal.ts'
import { deliverySlipsPdf } from '../../../platform/print/delivery-slips.ts'
import { LABEL_CODES, labelSheet } from '../../../platform/print/label-sheets.ts'
import { labelsPdf } from '../../../platform/print/labels.ts'
import { LABELS_AT_ONCE, SLIPS_AT_ONCE } from '../../../platform/print/limits.ts'
import { pdfFile, place } from '../../../platform/print/pdf-file.ts'
import { day, formatDay } from '../../../values/day.ts'
import type { Language } from '../../../values/labels.ts'
import { postalLines } from '../../../values/postal-address.ts'
import { letterhead } from '../../parties/actions/letters.ts'
import { WITHOUT_LAST_ISSUE } from '../../subscriptions/queries/owed.ts'
import { printoutWords } from '../labels/printouts.ts'
import { type PrintedShipment, printedShipments } from '../queries/printed.ts'

const part = z.coerce.number().int().min(1).max(10_000).default(1).describe('of a list printed in parts')
const among = (chosen: readonly string[]): SQL => sql`s.id = any(${`{${chosen.join(',')}}`}::uuid[])`

/** Shipments of a run, or those chosen. */
const whichShipments = { runId: id.optional(), ids: ids.optional(), part }
type WhichShipments = z.infer<z.ZodObject<typeof whichShipments>>

const shipmentsOf = ({ runId, ids: chosen }: WhichShipments): SQL =>
  chosen ? among(chosen) : runId ? sql`s.run_id = ${runId}` : refuse('dispatch.nothingChosen', { field: 'runId' })

const labelsInput = z.object({
  ...whichShipments,
  sheet: z.enum(LABEL_CODES).default(LABEL_CODES[0]),
  used: place,
  note: z.enum(['none', 'number', 'last-issue']).default('none').describe('in small above the address'),
})

function noteOf(shipment: PrintedShipment, note: z.infer<typeof labelsInput>['note'], language: Language) {
  const words = printoutWords[language]
  if (note === 'none') return shipment.copies > 1 ? words.copies(shipment.copies) : ''
  const { lastIssueNumber } = shipment
  const ends = lastIssueNumber === WITHOUT_LAST_ISSUE ? words.noLastIssue : words.lastIssue(lastIssueNumber)
  const last = note === 'last-issue' && lastIssueNumber ? [ends] : []
  const copies = shipment.copies > 1 ? [words.copies(shipment.copies)] : []
  return [words.numbered(shipment.issueNumber), words.shipment(shipment.number), ...copies, ...last].join(' · ')
}

/** Envelopes on sheets of labels, with the addresses they bear. */
export const shipmentLabelsDownload: Download<typeof labelsInput> = {
  path: '/shipments/labels',
  right: 'dispatch.read',
  summary: 'Labels of a run or of chosen shipments, on sheets',
  input: labelsInput,
  file: async (ctx, { sheet, used, note, ...which }) => {
    const found = await printedShipments(ctx, shipmentsOf(which), { size: LABELS_AT_ONCE, part: which.part })
    if (found.length === 0) refuse('dispatch.nothingToPrint')
    const labels = found.map(shipment => ({
      lines: postalLines(shipment, shipment),
      note: noteOf(shipment, note, ctx.language),
    }))
    return pdfFile(`etiquettes-${ctx.today}.pdf`, await labelsPdf(labelSheet(sheet), labels, used))
  },
}

const slipsInput = z.object(whichShipments)

/** What goes in each parcel, without price: it may be a gift. */
export const deliverySlipsDownload: Download<typeof slipsInput> = {
  path: '/shipments/delivery-slips',
  right: 'dispatch.read',
  summary: 'Delivery slips of a run or of chosen shipments',
  input: slipsInput,
  file: async (ctx, which) => {
    const { language } = ctx
    const found = await printedShipments(ctx, shipmentsOf(which), { size: SLIPS_AT_ONCE, part: which.part })
    if (found.length === 0) refuse('dispatch.nothingToPrint')
    const { lines } = await letterhead(ctx)
    const words = printoutWords[language]
    const slips = found.map(shipment => ({
      sender: [ctx.company.name, ...lines.split('\n').filter(Boolean)],
      addressee: postalLines(shipment, shipment),
      number: String(shipment.number),
      day: formatDay(day(shipment.sentOn), language),
      lines: [{ what: words.issue(shipment.titleName, shipment.issueNumber), quantity: shipment.copies }],
    }))
    const pdf = await deliverySlipsPdf(slips, { words: plainWords(language), language })
    return pdfFile(`bons-de-livraison-${ctx.today}.pdf`, pdf)
  },
}

function plainWords(language: Language) {
  const { title, number, day: dayWord, what, quantity, total } = printoutWords[language]
  return { title, number, day: dayWord, what, quantity, total }
}
