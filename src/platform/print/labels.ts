import type { LabelSheet } from './label-sheets.ts'
import { renderPdf } from './typst.ts'

/** Lines of an envelope, and what the sender wants to read on it, in small. */
export type Label = { lines: readonly string[]; note?: string | undefined }

/** A line never is cut nor broken: the text of a label shrinks until it fits. */
const TEMPLATE = `
#let data = json("data.json")
#let sheet = data.sheet
#set page(width: 210mm, height: 297mm, margin: 0mm)
#set text(font: "Source Sans 3", size: 10pt, lang: "fr", hyphenate: false, features: ("lnum",))
#set par(leading: 0.42em, spacing: 0.42em)
#let inset = 3.5mm
#let room-x = sheet.width * 1mm - 2 * inset
#let room-y = sheet.height * 1mm - 2 * inset
#let label(one) = {
  let body = stack(
    spacing: 0.42em,
    ..if one.note != "" { (text(size: 7pt, fill: luma(30%), one.note),) },
    ..one.lines.map(line => text(line)),
  )
  context {
    let size = measure(body)
    let factor = calc.min(1, room-x / size.width, room-y / size.height)
    scale(factor * 100%, origin: top + left, reflow: true, body)
  }
}
#for page in data.pages {
  for one in page {
    let column = calc.rem(one.at, sheet.columns)
    let row = calc.quo(one.at, sheet.columns)
    place(top + left, dx: (sheet.left + column * sheet.stepX) * 1mm, dy: (sheet.top + row * sheet.stepY) * 1mm,
      block(width: sheet.width * 1mm, height: sheet.height * 1mm, inset: inset, align(horizon, label(one))))
  }
  pagebreak(weak: true)
}`

/** Labels on sheets, the first one after as many places as were used before. */
export function labelsPdf(sheet: LabelSheet, labels: readonly Label[], used = 0): Promise<Uint8Array> {
  const perPage = sheet.columns * sheet.rows
  const placed = labels.map(({ lines, note = '' }, at) => ({ lines, note, place: at + used }))
  const pages = [...Map.groupBy(placed, ({ place }) => Math.floor(place / perPage)).values()].map(page =>
    page.map(({ place, ...label }) => ({ ...label, at: place % perPage })),
  )
  return renderPdf(TEMPLATE, { sheet, pages }, { tagged: false })
}
