import { renderPdf } from '../../../platform/print/typst.ts'
import type { Language } from '../../../values/labels.ts'
import { moneyPrintWords } from '../labels/printouts.ts'

export type SlipData = {
  sender: readonly string[]
  number: string
  day: string
  bank: string
  iban: string
  holder: string
  cheques: readonly { number: string; drawer: string; amount: string }[]
  total: string
}

const TEMPLATE = `
#let data = json("data.json")
#let words = data.words
#set page(width: 210mm, height: 297mm, margin: (left: 20mm, right: 20mm, top: 18mm, bottom: 20mm),
  footer: context align(right, text(size: 8.5pt, fill: luma(35%), str(here().page()) + " / " + str(counter(page).final().first()))))
#set text(font: "Source Sans 3", size: 10.5pt, lang: data.language, hyphenate: false)
#set par(leading: 0.5em)
#block({
  text(weight: 600, size: 12pt, data.sender.at(0, default: ""))
  if data.sender.len() > 1 { linebreak(); text(size: 9.5pt, fill: luma(25%), data.sender.slice(1).join(linebreak())) }
})
#v(8mm)
#text(size: 17pt, weight: 600, words.title)
#v(2mm)
#grid(columns: (auto, auto, 1fr, auto, auto), column-gutter: 6mm, row-gutter: 2.2mm,
  text(fill: luma(25%), words.number), data.number, [], text(fill: luma(25%), words.bank), data.bank,
  text(fill: luma(25%), words.day), data.day, [], text(fill: luma(25%), words.iban), data.iban,
  text(fill: luma(25%), words.holder), data.holder, [], [], [])
#v(6mm)
#table(
  columns: (auto, auto, 1fr, auto), align: (right, left, left, right), inset: (x: 2mm, y: 2mm),
  stroke: (_, y) => (bottom: if y == 0 { 0.8pt } else { 0.3pt + luma(70%) }),
  table.header([], text(weight: 600, words.cheque), text(weight: 600, words.drawer), text(weight: 600, words.amount)),
  ..data.cheques.enumerate().map(((at, cheque)) => (text(fill: luma(35%), str(at + 1)), text(cheque.number), text(cheque.drawer), text(cheque.amount))).flatten(),
)
#v(3mm)
#block(breakable: false, {
  grid(columns: (1fr, auto, auto), column-gutter: 8mm, row-gutter: 2.5mm, align: (left, right, right),
    [], words.count, str(data.cheques.len()),
    [], text(weight: 600, size: 13pt, words.total), text(weight: 600, size: 13pt, data.total))
  v(10mm)
  align(right, block(width: 70mm, height: 28mm, stroke: 0.4pt + luma(60%), inset: 2.5mm,
    align(left, text(size: 9pt, fill: luma(25%), words.signature))))
})`

/** The slip that goes to the bank with its cheques. */
export const depositSlipPdf = (slip: SlipData, language: Language): Promise<Uint8Array> =>
  renderPdf(TEMPLATE, { ...slip, words: moneyPrintWords[language].slip, language })
