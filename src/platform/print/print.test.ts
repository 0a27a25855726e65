import { describe, expect, test } from 'vitest'
import { pdfPages } from '../testing/pdf-text.ts'
import { LABEL_SHEETS, labelSheet } from './label-sheets.ts'
import { labelsPdf } from './labels.ts'
import { lettersPdf } from './letters.ts'
import { renderPdf } from './typst.ts'

const florence = { lines: ['Mme Florence DUPONT', '7 RUE DES MARRONNIERS', '75011 PARIS'] }

describe('sheets of labels', () => {
  test('lie on an A4 page', () => {
    for (const { code, columns, rows, width, height, left, top, stepX, stepY } of LABEL_SHEETS) {
      expect(left + (columns - 1) * stepX + width, code).toBeLessThanOrEqual(210.01)
      expect(top + (rows - 1) * stepY + height, code).toBeLessThanOrEqual(297.01)
      expect(stepX >= width && stepY >= height, code).toBe(true)
    }
  })

  test.for(LABEL_SHEETS.map(({ code }) => code))('%s holds each line whole, inside its own label', async code => {
    const sheet = labelSheet(code)
    const longest = 'W'.repeat(38)
    const labels = Array.from({ length: sheet.columns * sheet.rows + 1 }, (_, at) => ({
      lines: [`Société ${at}`, longest, longest, longest, longest, longest, '75011 PARIS CEDEX 11'],
      note: `N° 4 · envoi ${at}`,
    }))
    const pages = pdfPages(await labelsPdf(sheet, labels))
    expect(pages).toHaveLength(2)
    expect(pages.flat().map(({ text }) => text)).toEqual(labels.flatMap(({ lines, note }) => [note, ...lines]))
    for (const [at, piece] of pages[0]!.entries()) {
      const place = Math.floor(at / 8)
      const x = sheet.left + (place % sheet.columns) * sheet.stepX
      const y = sheet.top + Math.floor(place / sheet.columns) * sheet.stepY
      expect(piece.x, piece.text).toBeGreaterThan(x)
      expect(piece.y, piece.text).toBeGreaterThan(y)
      expect(piece.y, piece.text).toBeLessThan(y + sheet.height)
      // A capital W of this font is 0.79 of its size wide.
      if (piece.text === longest) expect(piece.x + 38 * 0.79 * piece.size * (25.4 / 72)).toBeLessThan(x + sheet.width)
    }
  })

  test('begin after the labels that were used before', async () => {
    const sheet = labelSheet('L7160')
    const [page] = pdfPages(await labelsPdf(sheet, [florence], 4))
    expect(page![0]!.text).toBe('Mme Florence DUPONT')
    expect(Math.floor((page![0]!.x - sheet.left) / sheet.stepX)).toBe(1)
    expect(Math.floor((page![0]!.y - sheet.top) / sheet.stepY)).toBe(1)
  })
})

const letter = {
  sender: ['Capital Social', '12 rue des Éditeurs', '75011 Paris'],
  addressee: florence.lines,
  placeAndDay: 'Paris, le 22 novembre 2026',
  subject: 'Votre abonnement',
  text: 'Madame,\n\nIl finit le 31/12/2026 : #pagebreak() *tout* $x$ \\ "texte" reste du texte.\nÀ bientôt,\n\nLa rédaction',
  language: 'fr' as const,
}

describe('letters', () => {
  test('hold every line of the text as it was typed, the address in the window of the envelope', async () => {
    const [page, ...more] = pdfPages(await lettersPdf([letter]))
    expect(more).toEqual([])
    expect(page!.map(({ text }) => text)).toEqual([
      ...letter.sender,
      ...letter.addressee,
      letter.placeAndDay,
      letter.subject,
      ...letter.text.split(/\n+/),
    ])
    for (const { x, y, text } of page!.filter(({ text }) => florence.lines.includes(text))) {
      expect([x, text]).toEqual([expect.closeTo(110, 0), text])
      expect(y).toBeGreaterThan(50)
      expect(y).toBeLessThan(75)
    }
  })

  test('begin each on a page of its own, and are the same bytes when printed again', async () => {
    const long = { ...letter, text: Array.from({ length: 80 }, (_, at) => `Ligne ${at}`).join('\n') }
    const once = await lettersPdf([long, letter])
    const pages = pdfPages(once)
    expect(pages).toHaveLength(3)
    expect(pages[2]![0]!.text).toBe('Capital Social')
    expect(Buffer.from(await lettersPdf([long, letter])).equals(Buffer.from(once))).toBe(true)
  })
})

test('a template that fails says so, and the next document is printed', async () => {
  await expect(renderPdf('#unknown', {})).rejects.toThrow(/unknown variable/)
  const answers = await Promise.all([
    renderPdf('#json("data.json").a', { a: 'premier' }),
    renderPdf('#json("data.json").a', { a: 'second' }),
  ])
  expect(answers.map(pdf => pdfPages(pdf)[0]![0]!.text)).toEqual(['premier', 'second'])
})
