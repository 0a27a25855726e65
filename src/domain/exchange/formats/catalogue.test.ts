import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { codesInCycles } from '../rules/catalogue.ts'
import { anyCatalogue } from '../testing/catalogues.ts'
import { catalogueSchema, isCatalogue, readCatalogue, writeCatalogue } from './catalogue.ts'

const sorted = <T extends { code: string }>(products: readonly T[]) =>
  products.toSorted((a, b) => (a.code < b.code ? -1 : 1))
const faultOf = (text: string | Buffer) => {
  const read = readCatalogue(Buffer.from(text as string))
  return 'fault' in read ? read.fault : undefined
}
const pan = { code: 'CASS-20', label: 'Casserole', priceCents: 9000, vatRateBps: 2000 }
const head = {
  facteur: 'catalogue',
  version: 1,
  asOf: '2026-06-03',
  site: '0196f3a0-0000-7000-8000-000000000001',
  name: 'Centre',
  currency: 'EUR',
}
const saying = (...products: object[]) => JSON.stringify({ ...head, products })

describe('the catalogue message', () => {
  it('D8 says and reads any catalogue alike, in the same bytes whatever the order of its products', () => {
    fc.assert(
      fc.property(anyCatalogue(), fc.infiniteStream(fc.nat()), (catalogue, turns) => {
        const bytes = writeCatalogue(catalogue)
        expect(isCatalogue(bytes)).toBe(true)
        expect(readCatalogue(bytes)).toEqual({ catalogue: { ...catalogue, products: sorted(catalogue.products) } })
        const order = new Map(catalogue.products.map(({ code }) => [code, turns.next().value!]))
        const shuffled = catalogue.products.toSorted((a, b) => order.get(a.code)! - order.get(b.code)!)
        expect(writeCatalogue({ ...catalogue, products: shuffled })).toEqual(bytes)
      }),
    )
  })

  it('D8 is refused with the place and what stands there, whatever was done to it, and never breaks', () => {
    fc.assert(
      fc.property(
        anyCatalogue(),
        fc.array(fc.tuple(fc.nat(), fc.uint8Array({ maxLength: 6 }), fc.nat(8)), { minLength: 1, maxLength: 5 }),
        (catalogue, edits) => {
          let bytes = writeCatalogue(catalogue)
          for (const [at, put, gone] of edits) {
            const from = at % (bytes.length + 1)
            bytes = Buffer.concat([bytes.subarray(0, from), put, bytes.subarray(from + gone)])
          }
          const read = readCatalogue(bytes)
          if ('fault' in read) expect(read.fault.code).toMatch(/^exchange\.(not|catalogue)/)
          else
            expect(readCatalogue(writeCatalogue(read.catalogue))).toEqual({
              catalogue: { ...read.catalogue, products: sorted(read.catalogue.products) },
            })
        },
      ),
      { numRuns: 500 },
    )
  })

  it('D8 tells where it is wrong', () => {
    expect(faultOf(saying(pan))).toBeUndefined()
    const cases: [string, string, string, string][] = [
      [saying(pan, { ...pan, code: 'B', priceCents: -5 }), 'exchange.catalogueField', 'products.1.priceCents', '-5'],
      [saying({ ...pan, code: 'abc' }), 'exchange.catalogueField', 'products.0.code', 'abc'],
      [saying({ ...pan, label: 'a\u0000b' }), 'exchange.catalogueField', 'products.0.label', 'a\u2400b'],
      [saying({ ...pan, label: 'half \ud800' }), 'exchange.catalogueField', 'products.0.label', 'half \ufffd'],
      [saying({ ...pan, vatRateBps: null }), 'exchange.catalogueField', 'products.0.vatRateBps', ''],
      [saying({ ...pan, kind: 'bundle', vatRateBps: null }), 'exchange.catalogueField', 'products.0.components', ''],
      [saying({ ...pan, kind: 'subscription', title: 'CS' }), 'exchange.catalogueField', 'products.0.termMonths', ''],
      [saying(pan, pan), 'exchange.catalogueTwice', 'products.1.code', 'CASS-20'],
      [JSON.stringify({ ...head, version: 2, products: [] }), 'exchange.catalogueVersion', 'version', '2'],
      [JSON.stringify({ ...head, currency: 'USD', products: [] }), 'exchange.catalogueField', 'currency', 'USD'],
      ['{"facteur":"invitation"}', 'exchange.notACatalogue', 'facteur', 'invitation'],
      ['{"facteur":"catalogue",\n  oops}', 'exchange.notJson', '2:3', ''],
      ['[1]', 'exchange.notACatalogue', '', ''],
    ]
    for (const [text, code, place, found] of cases) expect(faultOf(text)).toEqual({ code, place, found })
    expect(faultOf(Buffer.from([0x7b, 0xff, 0x7d]))?.code).toBe('exchange.notUtf8')
  })

  it('D8 passes over fields that later versions add', () => {
    const read = readCatalogue(Buffer.from(saying({ ...pan, later: 'x' })))
    expect(read).toMatchObject({ catalogue: { products: [{ code: 'CASS-20', kind: 'other', family: '' }] } })
  })

  it('finds compositions without end, and those that hold them', () => {
    const made = (code: string, ...parts: string[]) => ({
      code,
      components: parts.map(part => ({ code: part, weightCents: null })),
    })
    expect(
      codesInCycles([
        made('A', 'B'),
        made('B', 'C'),
        made('C', 'A'),
        made('D', 'A', 'E'),
        made('E'),
        made('F', 'E', 'Z'),
      ]),
    ).toEqual(new Set(['A', 'B', 'C', 'D']))
    expect(codesInCycles([made('S', 'S')])).toEqual(new Set(['S']))
  })

  it('is described by a JSON Schema for other programs', () => {
    const written = JSON.parse(readFileSync(new URL('../../../../docs/catalogue.schema.json', import.meta.url), 'utf8'))
    expect(written).toEqual(JSON.parse(JSON.stringify(z.toJSONSchema(catalogueSchema, { io: 'input' }))))
  })
})
