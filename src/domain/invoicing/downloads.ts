import { zipSync } from 'fflate'
import { z } from 'zod'
import { id } from '../../platform/http/contract.ts'
import { type Download, ids } from '../../platform/http/download.ts'
import { refuse } from '../../platform/http/refusal.ts'
import { pdfFile } from '../../platform/print/pdf-file.ts'
import { invoiceCii, invoicePdf, invoicePdfs, notePrinted } from './actions/print.ts'
import { paperNames } from './labels/paper-names.ts'

const one = z.object({ id, copy: z.enum(['original', 'duplicate']).default('original') })

/** A document as PDF: a Factur-X when it is issued, a draft marked as one before, a duplicate when asked. */
export const invoicePdfDownload: Download<typeof one> = {
  path: '/invoices/:id/pdf',
  right: 'invoicing.read',
  summary: 'The PDF of an invoice, credit note or deposit invoice: a Factur-X',
  input: one,
  file: async (ctx, { id: invoiceId, copy }) => {
    const { name, pdf } = await invoicePdf(ctx, invoiceId, copy)
    if (copy === 'original') await notePrinted(ctx, [invoiceId])
    return pdfFile(name, pdf)
  },
}

const data = z.object({ id })

/** The data of an issued document as XML. Source: L-6. */
export const invoiceCiiDownload: Download<typeof data> = {
  path: '/invoices/:id/cii',
  right: 'invoicing.read',
  summary: 'The data of an issued document: Cross Industry Invoice, profile EN 16931',
  input: data,
  file: async (ctx, { id: invoiceId }) => {
    const { name, xml } = await invoiceCii(ctx, invoiceId)
    return {
      name,
      contentType: 'application/xml; charset=utf-8',
      write: async out => {
        out.end(xml)
      },
    }
  },
}

/** More take minutes and hundreds of megabytes: longer lists are printed in parts. */
const PAPERS_AT_ONCE = 500
const many = z.object({ ids })

/** Chosen documents, each a PDF, in one archive. */
export const invoicePdfsDownload: Download<typeof many> = {
  path: '/invoices/papers',
  right: 'invoicing.read',
  summary: 'The PDFs of chosen documents, in one ZIP',
  input: many,
  file: async (ctx, { ids: chosen }) => {
    if (chosen.length > PAPERS_AT_ONCE) refuse('invoicing.tooManyPapers', { values: { most: PAPERS_AT_ONCE } })
    const papers = await invoicePdfs(ctx, chosen)
    await notePrinted(ctx, chosen)
    // PDFs are compressed already; without a day of now, the same documents give the same bytes.
    const archive = zipSync(Object.fromEntries(papers.map(({ name, pdf }) => [name, pdf])), { level: 0, mtime: EPOCH })
    return {
      name: `${paperNames[ctx.language].many}-${ctx.today}.zip`,
      contentType: 'application/zip',
      write: async out => {
        out.end(archive)
      },
    }
  },
}

const EPOCH = '1980-01-01T12:00:00'
