import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { canonical, type Fact, hashed, type Sealed } from './canonical.ts'

const entry: Sealed = {
  sequence: 1,
  kind: 'invoice',
  recordId: '019a0000-0000-7000-8000-000000000000',
  on: '2026-03-01',
  sealedOn: '2026-03-05',
  at: '2026-03-05T10:00:00.123Z',
  by: 'VG',
  grossCents: 1050,
  facts: '{"number":"FA-1"}',
}

const facts = fc.letrec<{ fact: Fact }>(tie => ({
  fact: fc.oneof(
    { depthSize: 'small' },
    fc.string(),
    fc.maxSafeInteger(),
    fc.boolean(),
    fc.constant(null),
    fc.array(tie('fact')),
    fc.dictionary(fc.string(), tie('fact')),
  ),
})).fact

describe('what is sealed', () => {
  test('is the same bytes for the same facts, whatever their order', () => {
    expect(canonical({ b: 1, a: [true, null, 'é\n"'] })).toBe('{"a":[true,null,"é\\n\\""],"b":1}')
    fc.assert(
      fc.property(facts, fact => {
        const text = canonical(fact)
        expect(canonical(JSON.parse(text))).toBe(text)
      }),
    )
  })

  test('holds no fraction, no infinity, and nothing undefined', () => {
    for (const wrong of [0.1, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53, undefined])
      expect(() => canonical({ wrong: wrong as number })).toThrow(/sealed facts/)
  })

  test('differs when any field does, and no field runs into the next', () => {
    const texts = [
      hashed('c', 'h', entry),
      hashed('c', 'other', entry),
      hashed('other', 'h', entry),
      ...Object.entries(entry).map(([name, value]) =>
        hashed('c', 'h', { ...entry, [name]: typeof value === 'number' ? value + 1 : `${value}x` }),
      ),
    ]
    expect(new Set(texts).size).toBe(texts.length)
    expect(() => hashed('c', 'h', { ...entry, by: 'V\nG' })).toThrow(/line feed/)
    expect(hashed('c', 'h', entry).split('\n')).toHaveLength(12)
  })
})
