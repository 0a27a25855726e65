const withoutSpaces = (text: string) => text.replace(/[\s\u202f\u00a0]/g, '')

/** A whole number as typed, spaces between thousands; null when it is none. */
export const readInteger = (text: string): number | null =>
  /^-?\d{1,15}$/.test(withoutSpaces(text)) ? Number(withoutSpaces(text)) : null

/** `20`, `2,1` or `5.5 %` as basis points; null when it is no rate. */
export function readPercent(text: string): number | null {
  const found = /^(\d{1,3})(?:[.,](\d{1,2}))?\s*%?$/.exec(text.trim())
  return found ? Number(found[1]) * 100 + Number((found[2] ?? '').padEnd(2, '0')) : null
}
