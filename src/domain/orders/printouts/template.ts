/** The paper of an order, a delivery or a job: all its words and figures come with the data. */
export const ORDER_TEMPLATE = `
#let data = json("data.json")
#let colour = rgb(data.head.colour)
#let soft = luma(35%)
#let hair = 0.4pt + luma(78%)
#let small(body) = text(size: 8.5pt, fill: soft, body)
#let lines(all) = all.join(linebreak())
#let sheet(paper) = {
  place(top + left, block(width: 82mm, {
    if data.logo != "" {
      block(below: 3.5mm, context {
        let tall = image(data.logo, height: 18mm, alt: data.head.name)
        if measure(tall).width > 70mm { image(data.logo, width: 70mm, alt: data.head.name) } else { tall }
      })
    }
    block(below: 1.8mm, text(weight: 600, size: if data.logo != "" { 11pt } else { 14pt }, fill: colour, data.head.name))
    if data.head.lines.len() > 0 { small(lines(data.head.lines)) }
  }))
  if paper.code != "" {
    place(top + right, block(width: 42mm, {
      set align(center)
      image(paper.code, width: 36mm, alt: paper.number)
      small(data.words.scan)
    }))
    v(48mm)
  } else {
    // Where the window of a French envelope shows it.
    place(top + left, dx: 90mm, dy: 26mm, block(width: 80mm, {
      text(weight: 600, paper.addressee.first(default: ""))
      if paper.addressee.len() > 1 { linebreak(); lines(paper.addressee.slice(1)) }
    }))
    v(58mm)
  }
  grid(columns: (1fr, auto), align: (left + bottom, right + bottom),
    { text(size: 20pt, weight: 600, fill: colour, paper.title); h(3mm); text(size: 14pt, fill: soft, paper.number) },
    if paper.mark != "" { box(stroke: 0.8pt + colour, inset: (x: 3mm, y: 1.6mm), radius: 1mm,
      text(weight: 600, fill: colour, upper(paper.mark))) })
  block(above: 2.2mm, below: 3.5mm, line(length: 100%, stroke: 1pt + colour))
  grid(columns: calc.max(1, calc.min(paper.meta.len(), 4)) * (1fr,), column-gutter: 5mm, row-gutter: 3mm,
    ..paper.meta.map(((word, value)) => { small(word); linebreak(); value }))
  if paper.delivery.len() > 0 { block(above: 4mm, { small(data.words.deliveredTo + " "); paper.delivery.join(", ") }) }
  if paper.note.len() > 0 {
    block(above: 4mm, width: 100%, inset: (left: 3mm), stroke: (left: 1.5pt + colour), paper.note.map(one => par(one)).join())
  }
  v(3mm)
  table(
    columns: (auto, 1fr) + (paper.columns.len() - 2) * (auto,),
    align: (x, _) => if x < 2 { left } else { right },
    inset: (x, y) => (left: if x == 0 { 0pt } else { 4mm }, right: 0pt, top: 1.9mm, bottom: 1.9mm),
    stroke: (_, y) => (bottom: if y == 0 { 0.8pt + colour } else { hair }),
    table.header(..paper.columns.map(word => text(size: 8.5pt, weight: 600, fill: colour, word))),
    ..paper.lines.map(one => (
      text(one.code),
      {
        text(one.label)
        for below in one.below { linebreak(); small(below) }
      },
      ..one.cells.map(cell => text(number-width: "tabular", cell)),
    )).flatten(),
  )
  if paper.totals.len() > 0 {
    block(breakable: false, above: 5mm, width: 100%, align(right, block(width: 70mm, {
      set text(number-width: "tabular")
      grid(columns: (1fr, auto), column-gutter: 5mm, row-gutter: 2.3mm, align: (left, right),
        ..paper.totals.slice(0, -1).flatten(),
        ..paper.totals.last().map(one => text(weight: 600, size: 12pt, fill: colour, one)))
    })))
  }
  if paper.signature {
    block(breakable: false, above: 9mm, width: 78mm, height: 26mm, stroke: hair, inset: 2.5mm, radius: 1mm, small(data.words.received))
  }
}
#set document(title: data.title, author: data.head.name)
#set page(width: 210mm, height: 297mm, margin: (left: 20mm, right: 20mm, top: 18mm, bottom: 26mm), footer-descent: 5mm,
  footer: {
    set text(size: 7.5pt, fill: soft)
    set par(leading: 0.45em)
    block(width: 100%, inset: (top: 1.8mm), stroke: (top: hair), grid(columns: (1fr, auto), column-gutter: 8mm,
      {
        data.head.identity.join([ · ])
        if data.head.footer != "" { linebreak(); text(data.head.footer) }
      },
      context [#data.words.page #counter(page).display() / #counter(page).final().first()]))
  })
#set text(font: "Source Sans 3", size: 10pt, lang: data.language, hyphenate: false, number-type: "lining")
#set par(leading: 0.5em, spacing: 0.8em)
#set table(inset: 0pt)
#for (at, paper) in data.papers.enumerate() {
  if at > 0 { pagebreak() }
  sheet(paper)
}
`
