import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { fieldWords } from '../fields/field-words.ts'
import { issueText } from './issue-words.ts'

const told = (schema: z.ZodType, value: unknown) => {
  const { error } = schema.safeParse(value)
  return error?.issues.map(issue => issueText(issue, fieldWords.fr))
}

describe('What a field says when its value does not fit', () => {
  it('asks for what is missing', () => {
    expect(told(z.string().min(1), '')).toEqual(['À remplir.'])
    expect(told(z.int(), undefined)).toEqual(['À remplir.'])
    expect(told(z.array(z.string()).min(1), [])).toEqual(['À remplir.'])
  })

  it('says the bound that is passed', () => {
    expect(told(z.string().min(12), 'court')).toEqual(['Au moins 12 caractères.'])
    expect(told(z.int().max(999), 1000)).toEqual(['Au plus 999.'])
  })

  it('shows how a mail address is written', () => {
    expect(told(z.email(), 'nom')).toEqual(['Écrivez une adresse comme nom@exemple.fr.'])
  })
})
