/** The paper of an invoice, credit note or deposit invoice: all its words and figures come with the data. */
export const PAPER_TEMPLATE = `
#let data = json("data.json")
#let colour = rgb(data.colour)
#let soft = luma(35%)
#let hair = 0.4pt + luma(78%)
#let small(body) = text(size: 8.5pt, fill: soft, body)
#let lines(all) = all.join(linebreak())
#set document(title: data.title, author: data.seller.name,
  date: datetime(year: data.day.at(0), month: data.day.at(1), day: data.day.at(2)))
#if data.xml != "" {
  pdf.attach("factur-x.xml", bytes(data.xml), relationship: "alternative", mime-type: "text/xml",
    description: "Factur-X")
}
#let headline = context if counter(page).get().first() > 1 {
  set text(size: 9pt, fill: soft)
  block(width: 100%, inset: (bottom: 1.6mm), stroke: (bottom: 0.6pt + colour),
    grid(columns: (1fr, auto), column-gutter: 8mm, data.seller.name, data.continued))
}
#let footline = {
  set text(size: 7.5pt, fill: soft)
  set par(leading: 0.45em)
  block(width: 100%, inset: (top: 1.8mm), stroke: (top: hair), grid(columns: (1fr, auto), column-gutter: 8mm,
    {
      data.identity.join([ · ])
      if data.footer != "" { linebreak(); data.footer }
    },
    context [#data.page #counter(page).display() / #counter(page).final().first()]))
}
#set page(width: 210mm, height: 297mm, margin: (left: 20mm, right: 20mm, top: 24mm, bottom: 29mm),
  header: headline, footer: footline, footer-descent: 6mm, header-ascent: 6mm,
  foreground: if data.mark != "" {
    place(center + horizon, rotate(-35deg, text(size: 86pt, weight: 600, fill: colour.transparentize(86%), upper(data.mark))))
  })
#set text(font: "Source Sans 3", size: 10pt, lang: data.language, hyphenate: false, number-type: "lining")
#set par(leading: 0.5em, spacing: 0.8em)
#set table(inset: 0pt)

#block(height: 58mm, width: 100%, {
  place(top + left, dy: -6mm, block(width: 82mm, {
    if data.logo != "" {
      block(below: 3.5mm, context {
        let tall = image(data.logo, height: 18mm, alt: data.seller.name)
        if measure(tall).width > 70mm { image(data.logo, width: 70mm, alt: data.seller.name) } else { tall }
      })
    }
    let size = if data.logo != "" { 11pt } else if data.seller.name.len() > 44 { 12pt } else { 16pt }
    block(below: 1.8mm, text(weight: 600, size: size, fill: colour, data.seller.name))
    small(lines(data.seller.lines))
  }))
  // Where the window of a French envelope shows it.
  place(top + left, dx: 90mm, dy: 26mm, block(width: 80mm, {
    text(weight: 600, data.buyer.first())
    if data.buyer.len() > 1 { linebreak(); lines(data.buyer.slice(1)) }
  }))
})

#grid(columns: (1fr, auto), align: (left + bottom, right + bottom),
  {
    text(size: 22pt, weight: 600, fill: colour, data.kind)
    if data.number != "" { h(3mm); text(size: 14pt, fill: soft, data.number) }
  },
  if data.mark != "" { box(stroke: 0.8pt + colour, inset: (x: 3mm, y: 1.6mm), radius: 1mm,
    text(weight: 600, fill: colour, upper(data.mark))) })
#block(above: 2.2mm, below: 3.5mm, line(length: 100%, stroke: 1pt + colour))
#block(breakable: false, {
  set par(leading: 0.4em)
  grid(columns: calc.min(data.meta.len(), 4) * (1fr,), column-gutter: 5mm, row-gutter: 3mm,
    ..data.meta.map(((word, value)) => { small(word); linebreak(); value }))
})
#if data.delivery.len() > 0 {
  block(above: 4mm, { small(data.deliveryTitle + " "); data.delivery.join(", ") })
}
#if data.note.len() > 0 {
  block(above: 4mm, width: 100%, inset: (left: 3mm), stroke: (left: 1.5pt + colour), data.note.map(one => par(one)).join())
}
#v(3mm)

#let many = data.columns.len()
#table(
  columns: (1fr,) + (many - 1) * (auto,),
  align: (x, _) => if x == 0 { left } else { right },
  inset: (x, y) => (left: if x == 0 { 0pt } else { 5mm }, right: 0pt, top: 1.9mm, bottom: 1.9mm),
  stroke: (_, y) => (bottom: if y == 0 { 0.8pt + colour } else { hair }),
  table.header(..data.columns.map(word => text(size: 8.5pt, weight: 600, fill: colour, word))),
  ..data.lines.map(one => (
    {
      one.label
      for below in one.below { linebreak(); small(below) }
    },
    ..one.cells.map(cell => text(number-width: "tabular", cell)),
  )).flatten(),
)

#block(breakable: false, width: 100%, above: 5mm, grid(columns: (1fr, 78mm), column-gutter: 12mm,
  {
    set text(size: 8.5pt)
    table(columns: (auto, auto, auto), align: (left, right, right),
      inset: (x, y) => (left: if x == 0 { 0pt } else { 6mm }, right: 0pt, y: 1.2mm),
      stroke: (_, y) => (bottom: if y == 0 { 0.6pt + luma(60%) } else { none }),
      table.header(..data.vat.head.map(word => text(fill: soft, word))),
      ..data.vat.rows.flatten().map(cell => text(number-width: "tabular", cell)))
  },
  {
    set text(number-width: "tabular")
    grid(columns: (1fr, auto), column-gutter: 5mm, row-gutter: 2.3mm, align: (left, right + bottom),
      ..data.totals.flatten())
    block(above: 2.8mm, width: 100%, fill: colour, inset: (x: 3mm, y: 2.6mm), radius: 1mm,
      text(fill: white, weight: 600, size: 12pt, grid(columns: (1fr, auto), ..data.due)))
  }))

// What is owed and what the law wants said of it stay on one page.
#block(breakable: false, above: 7mm, width: 100%, {
  if data.payment.title != "" {
    block(below: 1.6mm, text(weight: 600, fill: colour, data.payment.title))
    data.payment.lines.join([ ])
    if data.payment.account.len() > 0 {
      linebreak()
      small(data.payment.account.first() + " ")
      text(number-width: "tabular", data.payment.account.at(1))
      if data.payment.account.len() > 2 { linebreak(); small(data.payment.account.at(2)) }
    }
  }
  block(above: 5mm, {
    set text(size: 8pt, fill: soft)
    set par(leading: 0.45em)
    data.mentions.join([ ])
  })
})
`
