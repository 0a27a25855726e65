import { describe, expect, test } from 'vitest'
import { productFault, productTerms } from './product.ts'

describe('the terms of a product', () => {
  test('X-1 come from its code when nothing else is said', () => {
    expect(productTerms({ code: ' abo-n115', label: 'Abonnement 1 an (5 numéros)' })).toMatchObject({
      code: 'ABO-N115',
      kind: 'subscription',
      offerCode: 'N1',
      termMonths: 15,
      issuesDue: 5,
      servedBy: 'issue',
    })
    expect(productTerms({ code: 'NUM-5', label: 'N5' })).toMatchObject({ kind: 'single-issue', issueNumber: '5' })
    expect(productTerms({ code: 'ENVOI', label: 'Envoi postal' })).toMatchObject({ kind: 'other', termMonths: null })
  })

  test('X-1 are what is said, whatever the code says', () => {
    expect(productTerms({ code: 'ABO-A112', label: 'À vie', offerCode: 'A', termMonths: 112 })).toMatchObject({
      offerCode: 'A',
      termMonths: 112,
    })
    expect(productTerms({ code: 'ABO-A112', label: 'Livre', kind: 'other', termMonths: 12 })).toMatchObject({
      kind: 'other',
      termMonths: null,
    })
    expect(productTerms({ code: 'NUM-5', label: 'N5', latestIssue: true })).toMatchObject({ issueNumber: null })
  })

  test('X-3 a number of issues said makes it served by issue', () => {
    expect(productTerms({ code: 'ABO-A112', label: 'A', issuesDue: 4 })).toMatchObject({ servedBy: 'issue' })
    expect(productTerms({ code: 'ABO-N115', label: '(5 numéros)', issuesDue: null })).toMatchObject({
      servedBy: 'date',
    })
    expect(productTerms({ code: 'ABO-A112', label: 'A', issuesDue: 4, servedBy: 'date' })).toMatchObject({
      issuesDue: 4,
      servedBy: 'date',
    })
  })

  test('lack something until the product can be sold', () => {
    const whole = (code: string, titleId: string | null = 'title', more = {}) =>
      productFault({ ...productTerms({ code, label: 'A', ...more }), titleId })?.code
    expect(whole('ABO-A112')).toBeUndefined()
    expect(whole('ENVOI', null)).toBeUndefined()
    expect(whole('ABO-A112', null)).toBe('catalog.titleMissing')
    expect(whole('LIVRE', 'title', { kind: 'subscription' })).toBe('catalog.termMissing')
    expect(whole('ABO-A112', 'title', { servedBy: 'issue' })).toBe('catalog.issuesDueMissing')
    expect(whole('LIVRE', 'title', { kind: 'single-issue' })).toBe('catalog.issueMissing')
    expect(whole('NUM-XXX')).toBeUndefined()
    expect(whole('NUM-XXX', 'title', { issueId: 'issue' })).toBeUndefined()
  })
})
