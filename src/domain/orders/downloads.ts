import { z } from 'zod'
import { id } from '../../platform/http/contract.ts'
import { type Download, ids } from '../../platform/http/download.ts'
import { refuse } from '../../platform/http/refusal.ts'
import { pdfFile } from '../../platform/print/pdf-file.ts'
import { deliveryPdf, jobSheetsPdf, orderPdf } from './actions/print.ts'

const one = z.object({ id })

export const orderPdfDownload: Download<typeof one> = {
  path: '/orders/:id/pdf',
  right: 'orders.read',
  summary: 'The PDF of an order, as the customer or the supplier gets it',
  input: one,
  file: async (ctx, { id: orderId }) => {
    const { name, pdf } = await orderPdf(ctx, orderId)
    return pdfFile(name, pdf)
  },
}

export const deliveryPdfDownload: Download<typeof one> = {
  path: '/deliveries/:id/pdf',
  right: 'orders.read',
  summary: 'The PDF of a delivery note, without prices',
  input: one,
  file: async (ctx, { id: deliveryId }) => {
    const { name, pdf } = await deliveryPdf(ctx, deliveryId)
    return pdfFile(name, pdf)
  },
}

const SHEETS_AT_ONCE = 200
const many = z.object({
  ids,
  at: z
    .string()
    .max(200)
    .regex(/^https?:\/\/[^\s/?#]+$/)
    .optional()
    .describe('this Facteur as the workshop reaches it: codes are addresses then; absent: bare numbers'),
})

/** Source: field map C10. */
export const jobSheetsDownload: Download<typeof many> = {
  path: '/orders/job-sheets',
  right: 'orders.read',
  summary: 'The sheets of chosen orders for the workshop, each with a QR code that opens it',
  input: many,
  file: async (ctx, { ids: chosen, at }) => {
    if (chosen.length > SHEETS_AT_ONCE) refuse('orders.tooManySheets', { values: { most: SHEETS_AT_ONCE } })
    const { name, pdf } = await jobSheetsPdf(ctx, chosen, at)
    return pdfFile(name, pdf)
  },
}
