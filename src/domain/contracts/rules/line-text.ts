import { day, formatDay } from '../../../values/day.ts'

export type Texts = {
  startsOn: string
  endsOn: string
  /** What the first and last issues of the period are called; nothing: none is known. */
  issues?: { first: string; last: string } | undefined
}

/** The description of a line for a period; issues nobody knows yet are left out. Source: A22. */
export function lineText(text: string, { startsOn, endsOn, issues }: Texts, language: 'fr' | 'en'): string {
  const values: Record<string, string> = {
    'period.start': formatDay(day(startsOn), language),
    'period.end': formatDay(day(endsOn), language),
    'issue.first': issues?.first ?? '',
    'issue.last': issues?.last ?? '',
  }
  return text.replace(/\{([a-z.]+)\}/g, (whole, name: string) => values[name] ?? whole).trim()
}

/** `12 jours sur 30`: a part that is charged by day says so. */
export const partText = (days: number, whole: number, language: 'fr' | 'en'): string =>
  language === 'fr' ? `${days} jours sur ${whole}` : `${days} days of ${whole}`

/** What a part of a period costs, to the nearest cent. */
export const partOf = (cents: number, days: number, whole: number): number =>
  Number((BigInt(cents) * BigInt(days) * 2n + BigInt(whole)) / (BigInt(whole) * 2n))
