import { compareDays, type Day, isEndless } from '../../../values/day.ts'
import { lastDayOfTerm } from '../../../values/period.ts'
import type { ProductKind } from '../../catalog/rules/product-code.ts'
import { isFree, type Nature } from './nature.ts'

export type Said = {
  nature: Nature
  reason: string
  recipientId: string
  payerId: string
  startsOn?: Day | undefined
  expiresOn?: Day | undefined
  termMonths?: number | undefined
  reviewOn?: Day | undefined
}
export type Fault = { code: string; field: string }

/** What a purchase entered by hand lacks, or undefined. Source: CIR-10, CIR-11. */
export function byHandFault(said: Said, kind: ProductKind): Fault | undefined {
  if (kind === 'bundle') return { code: 'subscriptions.bundleIsSold', field: 'productId' }
  if (kind === 'other') return { code: 'subscriptions.nothingServed', field: 'productId' }
  if (said.nature === 'gift' && said.payerId === said.recipientId)
    return { code: 'subscriptions.giftToOneself', field: 'payerId' }
  const endless = isEndless(said.expiresOn)
  if (!isFree(said.nature)) return endless ? { code: 'subscriptions.paidHasEnd', field: 'expiresOn' } : undefined
  if (!said.reason.trim()) return { code: 'subscriptions.reasonAsked', field: 'reason' }
  if (endless && !said.reviewOn) return { code: 'subscriptions.reviewAsked', field: 'reviewOn' }
  const ends = said.expiresOn ?? said.termMonths ?? said.reviewOn
  if (kind === 'subscription' && ends === undefined) return { code: 'subscriptions.endAsked', field: 'expiresOn' }
  return undefined
}

type Term = Pick<Said, 'expiresOn' | 'termMonths' | 'reviewOn'>

/**
 * The last day and the months of a term entered by hand: those that are said, else those of the product; at least until
 * the day it is reviewed, when nothing else ends it.
 */
export function termByHand(startsOn: Day, said: Term, productMonths: number) {
  const months = said.termMonths ?? productMonths
  const whole = lastDayOfTerm(startsOn, months)
  if (said.expiresOn) return { startsOn, expiresOn: said.expiresOn, termMonths: months }
  const extended = said.termMonths === undefined && said.reviewOn && compareDays(said.reviewOn, whole) > 0
  return { startsOn, expiresOn: extended ? said.reviewOn! : whole, termMonths: months }
}
