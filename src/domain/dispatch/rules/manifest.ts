/** Envelopes of one kind: so many copies each, of one issue, to one place. */
export type Counted = {
  part: string
  country: string
  department: string
  issueId: string
  copiesEach: number
  lines: number
  copies: number
}

export type Total = { lines: number; copies: number; grams: number; unweighed: number }

const none = (): Total => ({ lines: 0, copies: 0, grams: 0, unweighed: 0 })

/** The counts that go with the files of a run: by part, by place, and by weight of an envelope. Source: CIR-25. */
export function manifestOf(rows: readonly Counted[], gramsOf: Readonly<Record<string, number>>) {
  const total = none()
  const byPart = new Map<string, Total>()
  const byCountry = new Map<string, Total>()
  const byDepartment = new Map<string, Total>()
  const byWeight = new Map<number | null, { lines: number; copies: number }>()
  for (const row of rows) {
    const grams = gramsOf[row.issueId]
    const sums = [total, of(byPart, row.part), of(byCountry, row.country)]
    if (row.department !== '') sums.push(of(byDepartment, row.department))
    for (const sum of sums) {
      sum.lines += row.lines
      sum.copies += row.copies
      if (grams === undefined) sum.unweighed += row.copies
      else sum.grams += grams * row.copies
    }
    const each = grams === undefined ? null : grams * row.copiesEach
    const weighed = byWeight.get(each) ?? { lines: 0, copies: 0 }
    byWeight.set(each, { lines: weighed.lines + row.lines, copies: weighed.copies + row.copies })
  }
  return {
    total,
    byPart: sorted(byPart).map(([part, sum]) => ({ part, ...sum })),
    byCountry: sorted(byCountry).map(([country, sum]) => ({ country, ...sum })),
    byDepartment: sorted(byDepartment).map(([department, sum]) => ({ department, ...sum })),
    byWeight: [...byWeight]
      .toSorted(([a], [b]) => (a ?? Number.POSITIVE_INFINITY) - (b ?? Number.POSITIVE_INFINITY))
      .map(([grams, sum]) => ({ grams, ...sum })),
  }
}

function of(sums: Map<string, Total>, key: string): Total {
  const known = sums.get(key)
  if (known) return known
  const sum = none()
  sums.set(key, sum)
  return sum
}

const sorted = (sums: Map<string, Total>) => [...sums].toSorted(([a], [b]) => (a < b ? -1 : 1))
