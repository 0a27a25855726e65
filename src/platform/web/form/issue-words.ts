import type { $ZodIssue } from 'zod/v4/core'
import type { fieldWords } from '../fields/field-words.ts'

type Words = (typeof fieldWords)['fr']

/** What a field says when its value does not fit: what would be right. */
export function issueText(issue: $ZodIssue, words: Words): string {
  switch (issue.code) {
    case 'too_small':
      if (issue.origin === 'string') return issue.minimum === 1 ? words.required : words.tooShort(String(issue.minimum))
      return issue.origin === 'array' ? words.required : words.atLeast(String(issue.minimum))
    case 'too_big':
      return issue.origin === 'string' ? words.tooLong(String(issue.maximum)) : words.atMost(String(issue.maximum))
    case 'invalid_type':
    case 'invalid_union':
      return words.required
    case 'invalid_format':
      return issue.format === 'email' ? words.notAnEmail : words.notValid
    default:
      return words.notValid
  }
}
