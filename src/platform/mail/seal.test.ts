import { beforeEach, describe, expect, test } from 'vitest'
import { seal, sealWith, unseal } from './seal.ts'

describe('a sealed password', () => {
  beforeEach(() => sealWith('0123456789abcdef0123456789abcdef'))

  test('opens where it was sealed', () => {
    expect(unseal(seal('café ☕', 'company 1'), 'company 1')).toBe('café ☕')
  })

  test('shows nothing, and is never twice the same', () => {
    const sealed = seal('password', 'company 1')
    expect(sealed).not.toContain('password')
    expect(seal('password', 'company 1')).not.toBe(sealed)
  })

  test('does not open in another company, changed, cut, or under another secret', () => {
    const sealed = seal('password', 'company 1')
    expect(unseal(sealed, 'company 2')).toBeUndefined()
    expect(unseal(`${sealed.slice(0, -2)}AA`, 'company 1')).toBeUndefined()
    expect(unseal(sealed.slice(0, 20), 'company 1')).toBeUndefined()
    sealWith('another secret of 32 characters or more')
    expect(unseal(sealed, 'company 1')).toBeUndefined()
  })

  test('a short secret is refused at start', () => {
    expect(() => sealWith('short')).toThrow(/32 characters/)
  })
})
