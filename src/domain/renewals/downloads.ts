import { z } from 'zod'
import { id, isoDay } from '../../platform/http/contract.ts'
import type { Download } from '../../platform/http/download.ts'
import { csvLine, UTF8_BOM } from '../../values/csv.ts'
import { renewalsContract } from './contract.ts'
import { renewalsLabels } from './labels.ts'
import { lettersOf } from './queries/letters.ts'
import { ratesOf } from './queries/rates.ts'

const lettersAsked = z.object({ stepId: id, sentOn: isoDay })

/** The letters or calls of a wave as CSV, to be merged, printed or phoned. Source: ABO-80. */
export const lettersDownload: Download<typeof lettersAsked> = {
  path: '/renewal-steps/:stepId/letters',
  right: 'subscriptions.read',
  summary: 'The letters or calls of a wave, each with its address and its text',
  input: lettersAsked,
  file: async (ctx, { stepId, sentOn }) => {
    const letters = await lettersOf(ctx, stepId, sentOn)
    const headings = renewalsLabels[ctx.language].letterColumns
    const names = Object.keys(headings) as (keyof typeof headings)[]
    return csvFile(`letters-${sentOn}.csv`, [
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
