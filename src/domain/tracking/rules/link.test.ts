import fc from 'fast-check'
import { expect, it } from 'vitest'
import { codeOf, readCode } from './link.ts'

it('A link says the company and the order it was made of', () => {
  fc.assert(
    fc.property(fc.uuid(), fc.uuid(), (companyId, orderId) => {
      expect(readCode(codeOf(companyId, orderId))).toEqual({ companyId, orderId })
    }),
  )
})

it('What is not written like a link says nothing', () => {
  for (const code of ['', 'abc', '../../etc', 'A'.repeat(44), `${'A'.repeat(42)}!`]) expect(readCode(code)).toBeNull()
})
