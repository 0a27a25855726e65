/** `FR76 3000 6000 …`: right when what it spells leaves 1 by 97. Answers it without spaces, or null. Source: ISO 13616. */
export function ibanOf(typed: string): string | null {
  const compact = typed.replace(/\s/g, '').toUpperCase()
  if (!/^[A-Z]{2}\d{2}[0-9A-Z]{11,30}$/.test(compact)) return null
  const length = LENGTHS[compact.slice(0, 2)]
  if (length !== undefined && compact.length !== length) return null
  return remainderBy97(compact.slice(4) + compact.slice(0, 4)) === 1 ? compact : null
}

const SHORTEST = 15 // of Norway

/** Whether what is typed is as long as those of its country: what is wrong then stays so. */
export function isWholeIban(typed: string): boolean {
  const compact = typed.replace(/\s/g, '').toUpperCase()
  return compact.length >= (LENGTHS[compact.slice(0, 2)] ?? SHORTEST)
}

/** `FR76 3000 6000 0112 …`, by fours. */
export const spacedIban = (iban: string): string => iban.replace(/(.{4})(?=.)/g, '$1 ')

/** `AGRIFRPP` or `AGRIFRPP882`, or null. Source: ISO 9362. */
export function bicOf(typed: string): string | null {
  const compact = typed.replace(/\s/g, '').toUpperCase()
  return /^[A-Z]{4}[A-Z]{2}[0-9A-Z]{2}([0-9A-Z]{3})?$/.test(compact) ? compact : null
}

/** How long it is in the countries most written to. */
const LENGTHS: Record<string, number> = {
  AT: 20,
  BE: 16,
  CH: 21,
  DE: 22,
  ES: 24,
  FR: 27,
  GB: 22,
  IE: 22,
  IT: 27,
  LU: 20,
  MC: 27,
  NL: 18,
  PT: 25,
}

/** Letters stand for 10 to 35; taken digit by digit, so that no number grows too large. */
export function remainderBy97(text: string): number {
  const digits = [...text].map(character => parseInt(character, 36)).join('')
  return [...digits].reduce((rest, digit) => (rest * 10 + Number(digit)) % 97, 0)
}
