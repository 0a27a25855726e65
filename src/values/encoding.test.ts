import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { ENCODINGS, type Encoding, encoded, foldedFor, preamble } from './encoding.ts'

const written = (encoding: Encoding, text: string) => {
  const lost: string[] = []
  const bytes = encoded(
    encoding,
    foldedFor(encoding, text, (character, became) => lost.push(`${character}>${became}`)),
  )
  return { hex: bytes.toString('hex'), lost }
}

describe('X-28 the encodings of a mailing file', () => {
  test.each<[Encoding, string, string, string[]]>([
    ['windows-1252', 'é€œ’Ÿ', 'e9809c929f', []],
    ['iso-8859-15', 'é€œŸ', 'e9a4bdbe', []],
    ['iso-8859-15', '¤’', '24' + '27', ['¤>$', "’>'"]],
    ['windows-1252', 'Łódź', '4cf3647a', ['Ł>L', 'ź>z']],
    ['iso-8859-15', 'Łódź', '4cf3647a', ['Ł>L', 'ź>z']],
    ['windows-1252', 'e\u0301', 'e9', []],
    ['windows-1252', 'a𘯷？', '613f', ['𘯷>', '？>?']],
    ['utf-8', 'Łe\u0301', 'c581c3a9', []],
  ])('%s writes %s', (encoding, text, hex, lost) => expect(written(encoding, text)).toEqual({ hex, lost }))

  test('begin with a byte order mark when it is asked', () => {
    expect(preamble('utf-8-bom').toString('hex')).toBe('efbbbf')
    expect(preamble('utf-8')).toHaveLength(0)
    expect(preamble('windows-1252')).toHaveLength(0)
  })

  test('read back what was folded, whatever was typed, and add no question mark', () => {
    const typed = fc.string({ unit: 'grapheme' }).map(text => text.replace(/\p{C}/gu, ''))
    fc.assert(
      fc.property(fc.constantFrom(...ENCODINGS), typed, (encoding, text) => {
        const folded = foldedFor(encoding, text, () => {})
        const label = encoding === 'utf-8-bom' ? 'utf-8' : encoding
        expect(new TextDecoder(label, { ignoreBOM: true }).decode(encoded(encoding, folded))).toBe(folded)
        if (!/[^\p{L}\p{N} ]/u.test(text)) expect(folded).not.toContain('?')
      }),
      { numRuns: 500 },
    )
  })
})
