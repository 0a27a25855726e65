import { z } from 'zod'
import { id, isoDay } from '../../platform/http/contract.ts'
import type { Download } from '../../platform/http/download.ts'
import { refuse } from '../../platform/http/refusal.ts'
import { LETTERS_AT_ONCE } from '../../platform/print/limits.ts'
import { pdfFile } from '../../platform/print/pdf-file.ts'
import { csvLine, UTF8_BOM } from '../../values/csv.ts'
import { writtenLettersPdf } from '../parties/actions/letters.ts'
import { renewalsContract } from './contract.ts'
import { renewalsLabels } from './labels.ts'
import { lettersOf } from './queries/letters.ts'
import { ratesOf } from './queries/rates.ts'

const lettersAsked = z.object({
  stepId: id,
  sentOn: isoDay,
  part: z.coerce.number().int().min(1).max(10_000).default(1).describe('of a wave printed in parts'),
})

/** The letters of a wave, ready to print, in the order of postcodes. Source: ABO-80, CIR-21. */
export const lettersDownload: Download<typeof lettersAsked> = {
  path: '/renewal-steps/:stepId/letters',
  right: 'subscriptions.read',
  summary: 'The letters of a wave, in one file',
  input: lettersAsked,
  file: async (ctx, { stepId, sentOn, part }) => {
    const letters = await lettersOf(ctx, stepId, sentOn)
    const these = letters.slice((part - 1) * LETTERS_AT_ONCE, part * LETTERS_AT_ONCE)
    if (these.length === 0) refuse('renewals.nothingToPrint')
    return pdfFile(`lettres-${sentOn}.pdf`, await writtenLettersPdf(ctx, these))
  },
}

const callsAsked = z.object({ stepId: id, sentOn: isoDay })

/** Those a wave reaches by letter or phone as CSV: to be phoned, or merged and printed elsewhere. Source: ABO-80. */
export const callsDownload: Download<typeof callsAsked> = {
  path: '/renewal-steps/:stepId/calls',
  right: 'subscriptions.read',
  summary: 'Those to phone or to write to for a wave, each with address and words, as a file',
  input: callsAsked,
  file: async (ctx, { stepId, sentOn }) => {
    const letters = await lettersOf(ctx, stepId, sentOn)
    const headings = renewalsLabels[ctx.language].letterColumns
    const names = Object.keys(headings) as (keyof typeof headings)[]
    return csvFile(`relances-${sentOn}.csv`, [
      names.map(name => headings[name]),
      ...letters.map(letter => names.map(name => String(letter[name]))),
    ])
  },
}

const ratesAsked = renewalsContract.rates['~orpc'].inputSchema as never as z.ZodObject

/** Renewal rates as CSV. Source: CIR-23. */
export const ratesDownload: Download<z.ZodObject> = {
  path: '/renewal-rates/export',
  right: 'subscriptions.read',
  summary: 'Renewal rates: as a file',
  input: ratesAsked,
  file: async (ctx, asked) => {
    const rates = await ratesOf(ctx, asked as Parameters<typeof ratesOf>[1])
    const headings = renewalsLabels[ctx.language].rateColumns
    const names = Object.keys(headings) as (keyof typeof headings)[]
    const cell = (name: string, value: string | number) =>
      name === 'grossCents'
        ? decimal(Number(value) / 100)
        : name === 'rateBps'
          ? decimal(Number(value) / 100)
          : String(value)
    return csvFile(`renewal-rates-${ctx.today}.csv`, [
      names.map(name => headings[name]),
      ...rates.map(rate => names.map(name => cell(name, rate[name]))),
    ])
  },
}

/** For French spreadsheets. */
const decimal = (value: number) => value.toFixed(2).replace('.', ',')

/** A spreadsheet would run what begins like a formula. */
const safe = (text: string) => (/^[=+\-@\t\r]/.test(text) ? `'${text}` : text)

const csvFile = (name: string, lines: readonly string[][]) => ({
  name,
  contentType: 'text/csv; charset=utf-8',
  write: async (out: NodeJS.WritableStream) => {
    out.end(UTF8_BOM + lines.map(line => csvLine(line.map(safe))).join(''))
  },
})
