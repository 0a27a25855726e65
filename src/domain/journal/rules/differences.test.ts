import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { canonical } from './canonical.ts'
import { differences } from './differences.ts'

describe('what was sealed and what stands there', () => {
  test('L-1 differ field by field, at any depth', () => {
    const sealed = { number: 'FA-1', grossCents: 100, lines: [{ label: 'A' }, { label: 'B' }] }
    const found = { number: 'FA-1', grossCents: 101, lines: [{ label: 'A' }, { label: 'C' }] }
    expect(differences(sealed, found)).toEqual([
      { field: 'grossCents', sealed: '100', found: '101' },
      { field: 'lines[2].label', sealed: 'B', found: 'C' },
    ])
  })

  test('L-1 differ where something was added to what was empty, or is gone', () => {
    expect(differences({}, { note: 'slipped in' })).toEqual([{ field: 'note', sealed: '', found: 'slipped in' }])
    expect(differences({ note: 'said' }, { note: '' })).toEqual([{ field: 'note', sealed: 'said', found: '' }])
    expect(differences({ gift: false }, { gift: true })).toEqual([{ field: 'gift', sealed: '', found: 'true' }])
    expect(differences({ lines: [] }, { lines: [{ label: 'A' }] })).toEqual([
      { field: 'lines[1]', sealed: '', found: '{"label":"A"}' },
    ])
  })

  test('L-1 do not differ in what is nothing on both sides, left out or not; zero is something', () => {
    expect(differences({ note: '', reason: null, gift: false }, {})).toEqual([])
    expect(differences({ cents: 0 }, {})).toEqual([{ field: 'cents', sealed: '0', found: '' }])
  })

  test('L-1 differ nowhere when they are the same, and somewhere when one amount is not', () => {
    const facts = fc.record({ a: fc.integer(), b: fc.array(fc.record({ c: fc.integer(), d: fc.string() })) })
    fc.assert(
      fc.property(facts, facts, (one, other) => {
        expect(differences(one, one)).toEqual([])
        const noted = (of: typeof one) => canonical({ ...of, b: of.b.map(({ c, d }) => (d ? { c, d } : { c })) })
        expect(differences(one, other).length === 0).toBe(noted(one) === noted(other))
      }),
    )
  })
})
