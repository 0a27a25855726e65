import { describe, expect, test } from 'vitest'
import { characteristic, importedService, parseProductCode } from './product-code.ts'

describe('a product code', () => {
  test('ABO-13 says the offer and the months of a subscription', () => {
    expect(parseProductCode('ABO-PR12')).toEqual({ kind: 'subscription', offerCode: 'PR', termMonths: 12 })
    expect(parseProductCode('ABO-N226')).toEqual({ kind: 'subscription', offerCode: 'N2', termMonths: 26 })
    expect(parseProductCode(' abo-a112 ')).toEqual({ kind: 'subscription', offerCode: 'A1', termMonths: 12 })
  })

  test.each(['ABO-A1', 'ABO-A1123', 'ABO-A100', 'ABO-A1-2', 'ABO-', 'ABOA112', 'ABO-A112 BIS'])(
    'ABO-13 %s has not the form of a subscription',
    code => expect(parseProductCode(code)).toEqual({ kind: 'other' }),
  )

  test('ABO-14 names the issue of a single-issue purchase', () => {
    expect(parseProductCode('NUM-1')).toMatchObject({ kind: 'single-issue', issueNumber: '1' })
    expect(parseProductCode('num-12-13')).toMatchObject({ kind: 'single-issue', issueNumber: '12-13' })
    expect(parseProductCode('NUM-')).toEqual({ kind: 'other' })
  })

  test('ABO-15, X-8 NUM-XXX is the latest issue; the word for it can be another', () => {
    expect(parseProductCode('NUM-XXX')).toEqual({ kind: 'single-issue', issueNumber: null, latestIssue: true })
    expect(parseProductCode('NUM-DER', { latestToken: 'der' })).toMatchObject({ latestIssue: true })
    expect(parseProductCode('NUM-XXX', { latestToken: 'DER' })).toMatchObject({
      issueNumber: 'XXX',
      latestIssue: false,
    })
  })

  test('ABO-16 that is neither stays an ordinary product', () => {
    expect(parseProductCode('ENVOI')).toEqual({ kind: 'other' })
    expect(characteristic({ kind: 'other' })).toBe('')
  })

  test('X-1 has one character and three digits only when a person says so', () => {
    expect(parseProductCode('ABO-A112', { threeDigitTerm: true })).toEqual({
      kind: 'subscription',
      offerCode: 'A',
      termMonths: 112,
    })
    expect(parseProductCode('ABO-PR12', { threeDigitTerm: true })).toEqual({ kind: 'other' })
  })

  test('ABO-17 is told in words', () => {
    expect(characteristic(parseProductCode('ABO-A112'))).toBe('Abonnement A1 12 mois')
    expect(characteristic(parseProductCode('NUM-1'))).toBe('Achat numéro 1')
    expect(characteristic(parseProductCode('NUM-XXX'))).toBe('Achat dernier numéro')
    expect(characteristic(parseProductCode('ABO-A112'), 'en')).toBe('Subscription A1 12 months')
  })
})

describe('an offer brought in from elsewhere', () => {
  test('X-2 with an N code is served by the issues its label promises', () => {
    expect(importedService('N1', 'Abonnement 1 an (5 numéros)')).toEqual({ issuesDue: 5, servedBy: 'issue' })
    expect(importedService('N2', 'Abonnement 2 ans (9 numéros)')).toEqual({ issuesDue: 9, servedBy: 'issue' })
    expect(importedService('N1', 'Abonnement (1 nume\u0301ro)')).toEqual({ issuesDue: 1, servedBy: 'issue' })
  })

  test('X-3 is otherwise served by date', () => {
    expect(importedService('A1', 'Abonnement 1 an (5 numéros)')).toEqual({ issuesDue: null, servedBy: 'date' })
    expect(importedService('N1', 'Abonnement 1 an')).toEqual({ issuesDue: null, servedBy: 'date' })
    expect(importedService('N1', 'Abonnement (0 numéro)')).toEqual({ issuesDue: null, servedBy: 'date' })
  })
})
