import fc from 'fast-check'
import { expect, test } from 'vitest'
import { fitted } from './fixed-width.ts'

test('a short text is filled with spaces, a long one cut, and no line break gets through', () => {
  expect(fitted('75011 PARIS', 14)).toBe('75011 PARIS   ')
  expect(fitted('ÉLOÏSE', 3)).toBe('ÉLO')
  expect(fitted('a\r\nb', 5)).toBe('a  b ')
  expect(fitted('', 0)).toBe('')
})

test('a fitted text has the width asked, and fitting it again changes nothing', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.nat(60), (text, width) => {
      const once = fitted(text, width)
      expect([...once]).toHaveLength(width)
      expect(fitted(once, width)).toBe(once)
    }),
  )
})
