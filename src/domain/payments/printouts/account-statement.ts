import { renderPdf } from '../../../platform/print/typst.ts'
import type { Language } from '../../../values/labels.ts'
import { moneyPrintWords } from '../labels/printouts.ts'

export type StatementData = {
  sender: readonly string[]
  addressee: readonly string[]
  customer: string
  period: string
  day: string
  lines: readonly { on: string; what: string; due: string; debit: string; credit: string; balance: string }[]
  /** What is left after all, and in whose favour. */
  result: { label: string; amount: string }
  transfer: readonly string[]
}

const TEMPLATE = `
#let data = json("data.json")
#let words = data.words
#set page(width: 210mm, height: 297mm, margin: (left: 20mm, right: 20mm, top: 18mm, bottom: 20mm),
  footer: context align(right, text(size: 8.5pt, fill: luma(35%), str(here().page()) + " / " + str(counter(page).final().first()))))
#set text(font: "Source Sans 3", size: 10.5pt, lang: data.language, hyphenate: false)
#set par(leading: 0.5em)
#let lines(all) = all.join(linebreak())
#place(top + left, block(width: 80mm, {
  text(weight: 600, size: 12pt, data.sender.at(0, default: ""))
  if data.sender.len() > 1 { linebreak(); text(size: 9.5pt, fill: luma(25%), lines(data.sender.slice(1))) }
}))
#place(top + left, dx: 90mm, dy: 32mm, block(width: 80mm, lines(data.addressee)))
#v(72mm)
#text(size: 17pt, weight: 600, words.title)
#v(2mm)
#grid(columns: (auto, 1fr), column-gutter: 6mm, row-gutter: 2.2mm,
  text(fill: luma(25%), words.customer), data.customer,
  text(fill: luma(25%), words.period), data.period,
  text(fill: luma(25%), words.printed), data.day)
#v(5mm)
#table(
  columns: (auto, 1fr, auto, auto, auto, auto), align: (left, left, left, right, right, right), inset: (x: 1.6mm, y: 1.8mm),
  stroke: (_, y) => (bottom: if y == 0 { 0.8pt } else { 0.3pt + luma(70%) }),
  table.header(..(words.on, words.what, words.due, words.debit, words.credit, words.balance).map(word => text(weight: 600, word))),
  ..data.lines.map(line => (line.on, line.what, line.due, line.debit, line.credit, line.balance).map(cell => text(cell))).flatten(),
)
#v(4mm)
#block(breakable: false, width: 100%, {
  align(right, grid(columns: (auto, auto), column-gutter: 8mm,
    text(weight: 600, size: 13pt, data.result.label), text(weight: 600, size: 13pt, data.result.amount)))
  if data.transfer.len() > 0 { v(6mm); text(fill: luma(25%), words.transfer); linebreak(); lines(data.transfer) }
})`

/** The account of a customer as a paper to send. */
export const accountStatementPdf = (statement: StatementData, language: Language): Promise<Uint8Array> =>
  renderPdf(TEMPLATE, { ...statement, words: moneyPrintWords[language].statement, language })
