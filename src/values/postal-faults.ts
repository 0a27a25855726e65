import { type CountryCode, servedByFrenchPost } from './country.ts'
import { CAPITAL_LINES, MAX_LINE_LENGTH, MAX_LINES } from './postal-address.ts'

export type PostalRule =
  | 'tooManyLines'
  | 'blankLine'
  | 'tooLong'
  | 'punctuation'
  | 'notCapitals'
  | 'missingPostcode'
  | 'badPostcode'
  | 'missingTown'
  | 'missingStreet'
  | 'missingName'

/** `line` counts from 1; `text` is the line at fault. */
export type PostalFault = { readonly line: number; readonly rule: PostalRule; readonly text: string }

export const FIRST_LINE_WITHOUT_PUNCTUATION = 4

/**
 * What an envelope breaks of NF Z10-011, top down; empty when it breaks nothing. Abroad only the country line is held to
 * capitals without punctuation, and the postcode is not looked at. Source: L-20.
 */
export function postalFaults(lines: readonly string[], country: CountryCode = 'FR'): PostalFault[] {
  const french = servedByFrenchPost(country)
  const maxLines = french ? MAX_LINES : MAX_LINES + 1
  const plainFrom = french ? Math.min(FIRST_LINE_WITHOUT_PUNCTUATION, Math.max(2, lines.length - 1)) : lines.length
  const capitalsFrom = french ? lines.length - CAPITAL_LINES + 1 : lines.length
  const faults = lines.flatMap((text, index) => {
    const line = index + 1
    const rules: PostalRule[] = []
    if (line > maxLines) rules.push('tooManyLines')
    if (text.trim() === '') rules.push('blankLine')
    if ([...text].length > MAX_LINE_LENGTH) rules.push('tooLong')
    if (line >= plainFrom && /[^\p{L}\p{M}\p{N} ]/u.test(text)) rules.push('punctuation')
    if (line >= capitalsFrom && text !== text.toUpperCase()) rules.push('notCapitals')
    return rules.map(rule => ({ line, rule, text }))
  })
  return french ? [...faults, ...townFaults(lines)] : faults
}

function townFaults(lines: readonly string[]): PostalFault[] {
  const text = lines.at(-1) ?? ''
  const [postcode = '', town = ''] = text.split(/ (.*)/s)
  const at = (rule: PostalRule) => ({ line: Math.max(lines.length, 1), rule, text })
  if (!/^\d/.test(postcode)) return [at('missingPostcode')]
  const faults: PostalFault[] = []
  if (!/^\d{5}$/.test(postcode)) faults.push(at('badPostcode'))
  if (town.trim() === '') faults.push(at('missingTown'))
  return faults
}
