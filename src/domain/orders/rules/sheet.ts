/** What the code of a job sheet opens: the workshop with this order. */
export const sheetAddress = (origin: string, company: string, number: string): string =>
  `${origin}/${company}/workshop?sheet=${encodeURIComponent(number)}`

/** The number that a scanner read: that of the address of a sheet, or what was typed. */
export function numberOf(read: string): string {
  const text = read.trim()
  if (!/^https?:/i.test(text) || !URL.canParse(text)) return text
  return new URL(text).searchParams.get('sheet') ?? text
}
