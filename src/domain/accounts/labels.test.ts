import { describe, expect, test } from 'vitest'
import { requestRefusals } from '../../platform/http/labels.ts'
import type { Language } from '../../values/labels.ts'
import { accountsContract } from './contract.ts'
import { accountsRefusals } from './labels.ts'
import { accountsConstraints } from './tables.ts'

const texts = (language: Language) => ({ ...requestRefusals[language], ...accountsRefusals[language] })
const worded = (language: Language, code: string, values = {}) => {
  const text = texts(language)[code]
  return typeof text === 'function' ? text(values) : text
}

const codes = new Set(
  [
    ...Object.values(accountsContract).flatMap(group =>
      Object.values(group).flatMap(contract => Object.keys(contract['~orpc'].errorMap)),
    ),
    ...Object.values(accountsConstraints).map(({ code }) => code),
  ].toSorted(),
)

describe.each(['fr', 'en'] as const)('refusals in %s', language => {
  test.each([...codes])('%s has words', code => {
    expect(worded(language, code, { right: 'accounts.read', seconds: 30, company: 'lac' })).toMatch(/^[\p{Lu}].*[.]$/u)
  })
})

test('refusals name the right that lacks, the wait and the size in words', () => {
  expect(worded('fr', 'FORBIDDEN', { right: 'dispatch.write' })).toContain('«\u202fexpédier\u202f»')
  expect(worded('en', 'FORBIDDEN', { right: 'dispatch.write' })).toContain('“dispatch”')
  expect(worded('fr', 'TOO_MANY_REQUESTS', { seconds: 1 })).toContain('1\u00a0seconde.')
  expect(worded('fr', 'TOO_MANY_REQUESTS', { seconds: 840 })).toContain('14\u00a0minutes.')
  expect(worded('en', 'invalid.too_small', { minimum: 12, origin: 'string' })).toBe('at least 12 characters')
  expect(worded('fr', 'invalid.too_small', { minimum: 1, origin: 'string' })).toBe('à remplir')
  expect(worded('fr', 'invalid.too_big', { maximum: 200, origin: 'number' })).toBe('au plus 200')
  expect(worded('fr', 'record.changedMeanwhile', { by: 'VG', at: '2026-08-31T10:53:00Z' })).toMatch(
    /^VG .*31\/08\/2026 à \d\d:53\)/,
  )
})

test('French puts a narrow no-break space before ; ! ? and inside « »', () => {
  for (const [code, text] of Object.entries(texts('fr')))
    expect(typeof text === 'function' ? text({}) : text, code).not.toMatch(
      / [;!?:»]|« |\S[;!?](?!\S)(?<![\u202f\u00a0].)/,
    )
})
