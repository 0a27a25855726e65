/** A rate as it is typed, `1,0842` or `1.0842`, in millionths; null: it is none. */
export function microsOf(typed: string): number | null {
  const [, units, decimals = ''] = /^(\d{1,6})(?:[.,](\d{1,6}))?$/.exec(typed.replace(/[\s\u202f\u00a0]/g, '')) ?? []
  if (units === undefined) return null
  const micros = Number(units) * 1_000_000 + Number(decimals.padEnd(6, '0'))
  return micros > 0 ? micros : null
}
