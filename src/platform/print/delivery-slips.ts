import { renderPdf } from './typst.ts'

/** What goes in one parcel, and to whom; no price stands on it. */
export type DeliverySlip = {
  sender: readonly string[]
  addressee: readonly string[]
  number: string
  day: string
  lines: readonly { what: string; quantity: number }[]
}

type Words = { title: string; number: string; day: string; what: string; quantity: string; total: string }

const TEMPLATE = `
#let data = json("data.json")
#let words = data.words
#set page(width: 210mm, height: 297mm, margin: (left: 25mm, right: 20mm, top: 20mm, bottom: 20mm))
#set text(font: "Source Sans 3", size: 11pt, lang: data.language, hyphenate: false)
#set par(leading: 0.5em)
#let lines(all) = all.join(linebreak())
#for (at, slip) in data.slips.enumerate() {
  if at > 0 { pagebreak() }
  place(top + left, block(width: 75mm, {
    text(weight: 600, size: 12pt, slip.sender.at(0, default: ""))
    if slip.sender.len() > 1 { linebreak(); text(size: 9.5pt, fill: luma(25%), lines(slip.sender.slice(1))) }
  }))
  place(top + left, dx: 110mm - 25mm, dy: 50mm - 20mm, block(width: 90mm, lines(slip.addressee)))
  v(80mm)
  text(size: 16pt, weight: 600, words.title)
  v(2mm)
  grid(columns: (auto, auto), column-gutter: 6mm, row-gutter: 2mm,
    text(fill: luma(25%), words.number), slip.number,
    text(fill: luma(25%), words.day), slip.day)
  v(6mm)
  table(
    columns: (1fr, auto), align: (left, right), inset: (x: 0mm, y: 2.2mm),
    stroke: (_, y) => (bottom: if y == 0 { 0.8pt } else { 0.3pt + luma(70%) }),
    table.header(text(weight: 600, words.what), text(weight: 600, words.quantity)),
    ..slip.lines.map(line => (text(line.what), text(str(line.quantity)))).flatten(),
    text(weight: 600, words.total), text(weight: 600, str(slip.lines.map(line => line.quantity).sum(default: 0))),
  )
}`

/** Delivery slips, each on a page of its own. */
export const deliverySlipsPdf = (
  slips: readonly DeliverySlip[],
  { words, language }: { words: Words; language: 'fr' | 'en' },
): Promise<Uint8Array> => renderPdf(TEMPLATE, { slips, words, language })
