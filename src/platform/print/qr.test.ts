import fc from 'fast-check'
import { expect, it } from 'vitest'
import { qrRows, qrSvg } from './qr.ts'

it('has the size of the smallest version that holds the text', () => {
  expect(qrRows('A'.repeat(14))).toHaveLength(21)
  expect(qrRows('A'.repeat(15))).toHaveLength(25)
  expect(qrRows('A'.repeat(213))).toHaveLength(57)
  expect(() => qrRows('A'.repeat(214))).toThrow('more than we draw')
})

it('bears three corners, the timing between them and the same format twice', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 70 }), text => {
      const rows = qrRows(text)
      const side = rows.length
      const corner = (x: number, y: number) =>
        [0, 1, 2, 3, 4, 5, 6].map(at => Number(rows[y + at]![x + 3])).join('') === '1011101'
      expect([corner(0, 0), corner(side - 7, 0), corner(0, side - 7)]).toEqual([true, true, true])
      for (let at = 8; at < side - 8; at++) expect(rows[6]![at]).toBe(at % 2 === 0)
      const across = [0, 1, 2, 3, 4, 5, 7].map(x => rows[8]![x])
      const down = [1, 2, 3, 4, 5, 6, 7].map(up => rows[side - up]![8])
      expect(across).toEqual(down)
    }),
    { numRuns: 50 },
  )
})

it('is drawn with the quiet zone that readers need', () => {
  expect(qrSvg('CC-2026-00017')).toMatch(/^<svg [^>]*viewBox="0 0 29 29">/)
})
