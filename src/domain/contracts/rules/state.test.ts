import { describe, expect, it } from 'vitest'
import { contractNumber, withNumber } from './state.ts'

describe('The number of a contract', () => {
  it('is found as it is printed, and as people type it', () => {
    expect(contractNumber(42)).toBe('CT-00042')
    for (const search of ['CT-00042', 'ct-00042', 'CT42', '42'])
      expect(withNumber({ search })).toEqual({ search: '42' })
  })

  it('leaves words alone', () => {
    expect(withNumber({ search: 'Cterier' })).toEqual({ search: 'Cterier' })
    expect(withNumber({})).toEqual({})
  })
})
