import { renderPdf } from './typst.ts'

export type Letter = {
  /** Who writes: name first, then its lines. */
  sender: readonly string[]
  addressee: readonly string[]
  /** `Paris, le 22 novembre 2026`. */
  placeAndDay: string
  subject: string
  /** Paragraphs apart by an empty line; line ends are kept. */
  text: string
  language: 'fr' | 'en'
}

// The address stands where the window of a French envelope shows it, both the long one (110 × 220) and C5 folded once.
const TEMPLATE = `
#let data = json("data.json")
#set page(width: 210mm, height: 297mm, margin: (left: 25mm, right: 20mm, top: 20mm, bottom: 20mm))
#set text(font: "Source Sans 3", size: 11pt, hyphenate: false)
#set par(justify: false, leading: 0.6em, spacing: 1.1em)
#let lines(all) = all.join(linebreak())
#for (at, letter) in data.letters.enumerate() {
  if at > 0 { pagebreak() }
  set text(lang: letter.language)
  counter(page).update(1)
  place(top + left, block(width: 75mm, {
    text(weight: 600, size: 12pt, letter.sender.at(0, default: ""))
    if letter.sender.len() > 1 { linebreak(); text(size: 9.5pt, fill: luma(25%), lines(letter.sender.slice(1))) }
  }))
  place(top + left, dx: 110mm - 25mm, dy: 50mm - 20mm, block(width: 90mm, {
    set par(leading: 0.45em)
    lines(letter.addressee)
  }))
  v(78mm)
  align(right, letter.placeAndDay)
  v(6mm)
  if letter.subject != "" { text(weight: 600, letter.subject); v(3mm) }
  for paragraph in letter.paragraphs { par(lines(paragraph)) }
}`

/** Letters one after another, each on a page of its own. */
export const lettersPdf = (letters: readonly Letter[]): Promise<Uint8Array> =>
  renderPdf(TEMPLATE, {
    letters: letters.map(({ text, ...letter }) => ({ ...letter, paragraphs: paragraphsOf(text) })),
  })

const paragraphsOf = (text: string): string[][] =>
  text
    .replace(/\r\n?/g, '\n')
    .trim()
    .split(/\n{2,}/)
    .map(paragraph => paragraph.split('\n'))
