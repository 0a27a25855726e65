import { renderPdf } from '../../../platform/print/typst.ts'
import type { Language } from '../../../values/labels.ts'
import { mandatePaperWords } from '../labels/printouts.ts'
import type { FREQUENCIES, Scheme } from '../rules/states.ts'

export type MandatePaper = {
  reference: string
  scheme: Scheme
  frequency: (typeof FREQUENCIES)[number]
  holder: string
  address: readonly string[]
  iban: string
  bic: string
  creditorName: string
  creditorId: string
  creditorAddress: readonly string[]
  /** Empty: to be written by hand. */
  signedTown: string
  signedOn: string
}

const TEMPLATE = `
#let data = json("data.json")
#let words = data.words
#set page(width: 210mm, height: 297mm, margin: (left: 22mm, right: 22mm, top: 20mm, bottom: 20mm))
#set text(font: "Source Sans 3", size: 10.5pt, lang: data.language, hyphenate: false)
#set par(leading: 0.55em, spacing: 1em)
#let lines(all) = all.join(linebreak())
#let said(word, value) = (text(fill: luma(25%), word), value)
#let mono(value) = text(size: 11.5pt, weight: 600, tracking: 0.4pt, value)
#let part(title, ..facts) = block(width: 100%, stroke: 0.6pt + luma(65%), radius: 1.5mm, inset: 4mm, below: 5mm, {
  text(weight: 600, size: 12pt, title)
  v(1mm)
  grid(columns: (46mm, 1fr), column-gutter: 4mm, row-gutter: 2.6mm, ..facts)
})
#let box-of(chosen) = box(width: 3.4mm, height: 3.4mm, stroke: 0.7pt, baseline: 0.5mm,
  if chosen { align(center + horizon, text(size: 8.5pt, weight: 600, "×")) })
#let line-of(value) = box(width: 100%, height: 6mm, stroke: (bottom: 0.5pt + luma(40%)), align(bottom, pad(bottom: 1mm, value)))
#text(size: 18pt, weight: 600, data.title)
#v(1mm)
#text(fill: luma(25%), words.reference) #h(3mm) #mono(data.reference)
#v(2mm)
#data.leave

#data.rights
#v(3mm)
#part(words.debtor,
  ..said(words.holder, text(weight: 600, data.holder)),
  ..said(words.address, lines(data.address)),
  ..said(words.iban, mono(data.iban)),
  ..if data.bic == "" { () } else { said(words.bic, mono(data.bic)) })
#part(words.creditor,
  ..said(words.name, text(weight: 600, data.creditorName)),
  ..said(words.creditorId, mono(data.creditorId)),
  ..if data.creditorAddress.len() == 0 { () } else { said(words.address, lines(data.creditorAddress)) })
#grid(columns: (46mm, auto, auto), column-gutter: 8mm, text(fill: luma(25%), words.kind),
  [#box-of(data.frequency == "recurrent") #h(1.5mm) #words.frequencies.recurrent],
  [#box-of(data.frequency == "one-off") #h(1.5mm) #words.frequencies.at("one-off")])
#v(5mm)
#block(breakable: false, width: 100%, {
  grid(columns: (auto, 1fr, auto, 45mm), column-gutter: 3mm, align: bottom,
    words.town, line-of(data.signedTown), words.day, line-of(data.signedOn))
  v(5mm)
  text(fill: luma(25%), words.signature)
  block(width: 100%, height: 32mm, stroke: 0.6pt + luma(65%), radius: 1.5mm)
  if data.creditorAddress.len() > 0 { text(size: 9.5pt, fill: luma(25%), words.back) }
})`

/** A mandate as a paper to sign: what the debtor allows, to whom, from which account. Source: L-14, EPC016-06. */
export function mandatePaperPdf(mandate: MandatePaper, language: Language): Promise<Uint8Array> {
  const { titles, leave, rights, file: _, ...words } = mandatePaperWords[language]
  const { scheme, creditorName } = mandate
  const said = { title: titles[scheme], leave: leave(creditorName), rights: rights[scheme] }
  return renderPdf(TEMPLATE, { ...mandate, ...said, words, language })
}
