/** Paid for oneself, paid for another, or served for nothing and why. Source: CIR-10, CIR-11. */
export const NATURES = [
  'paid',
  'gift',
  'press',
  'complimentary',
  'exchange',
  'legal-deposit',
  'contributor',
  'advertiser',
] as const
export type Nature = (typeof NATURES)[number]

/** Nobody pays for these: they are counted apart from what is paid, and have a reason. Source: CIR-11. */
export const FREE_NATURES = NATURES.filter(nature => nature !== 'paid' && nature !== 'gift')

export const isFree = (nature: Nature): boolean => nature !== 'paid' && nature !== 'gift'
