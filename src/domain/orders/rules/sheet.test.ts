import fc from 'fast-check'
import { expect, it } from 'vitest'
import { numberOf, sheetAddress } from './sheet.ts'

it('The code of a sheet is an address that a camera opens, and a scanner reads its number out of it', () => {
  expect(sheetAddress('https://facteur.example', 'atelier', 'CC-2026-00018')).toBe(
    'https://facteur.example/atelier/workshop?sheet=CC-2026-00018',
  )
  fc.assert(
    fc.property(fc.stringMatching(/^[A-Z0-9][\w/ +&#-]{0,28}[A-Z0-9]$/), number => {
      expect(numberOf(sheetAddress('http://10.0.0.4:4400', 'atelier', number))).toBe(number)
    }),
  )
})

it('A number that is typed is taken as it is, without the spaces around it', () => {
  expect(numberOf(' CC-2026-00018\n')).toBe('CC-2026-00018')
  expect(numberOf('18')).toBe('18')
  expect(numberOf('https:')).toBe('https:')
})
