import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { whyText } from './labels/collected.ts'

const HERE = import.meta.dirname
/** What reads and takes documents, and what our own rules say against one. */
const SAYS = [
  ...['formats', 'actions'].flatMap(folder => filesOf(join(HERE, folder))),
  ...['../orders/actions/write.ts', '../orders/actions/rewrite.ts', '../orders/actions/life.ts'].map(path =>
    join(HERE, path),
  ),
  ...['../invoicing/actions/price.ts', '../invoicing/actions/bundle-lines.ts'].map(path => join(HERE, path)),
]

function filesOf(folder: string): string[] {
  return readdirSync(folder)
    .filter(name => name.endsWith('.ts') && !name.endsWith('.test.ts'))
    .map(name => join(folder, name))
}
const sources = SAYS.map(path => readFileSync(path, 'utf8'))

const DAYS = { asOf: '2026-06-01', later: '2026-06-02' }
const LITERAL = [
  /new Unread\(\s*(?:[^,()]+\?\s*)?'([\w.]+)'/g,
  /reason: '([\w.]+)'/g,
  /refuse\('((?:exchange|orders|invoicing)\.[\w]+)'/g,
]
/** Codes that are said by the words of a type: `exchange.${fault}`. */
const WORDED = /type (?:MailFault|SignatureFault|LineDoubt) =((?:\s*\|?\s*'\w+')+)/g

function saidCodes(): Set<string> {
  const codes = new Set<string>()
  for (const source of [...sources, readFileSync(join(HERE, 'rules/settle.ts'), 'utf8')]) {
    for (const pattern of LITERAL) for (const [, code] of source.matchAll(pattern)) codes.add(code!)
    for (const [, words] of source.matchAll(WORDED))
      for (const [, word] of words!.matchAll(/'(\w+)'/g)) codes.add(`exchange.${word}`)
  }
  return codes
}

/** How faults are thrown: with their place or not, with what stands there or not. */
const thrown = () =>
  sources.flatMap(source =>
    [...source.matchAll(/new Unread\(\s*'([\w.]+)'((?:[^()]|\([^()]*\))*)\)/g)].map(([, code, rest]) => {
      const given = rest!
        .split(/,(?![^(]*\))/)
        .map(part => part.trim())
        .slice(1)
      return {
        code: code!,
        place: given[0] !== undefined && given[0] !== "''" && given[0] !== '',
        found: Boolean(given[1]),
      }
    }),
  )

describe('X-46 the reason of a document in quarantine', () => {
  it('has words of its own in both languages, whatever code the program says', () => {
    const codes = [...saidCodes()]
    expect(codes.length).toBeGreaterThan(60)
    const without = codes.filter(code =>
      (['fr', 'en'] as const).some(language => whyText(code, DAYS, language).includes(`(${code})`)),
    )
    expect(without).toEqual([])
  })

  it('tells the place and what stands there, where the fault knows them', () => {
    const faults = thrown().filter(({ code }) => code !== 'exchange.notACatalogue') // says which file is
    expect(faults.length).toBeGreaterThan(30)
    const silent = faults.flatMap(({ code, place, found }) =>
      (['fr', 'en'] as const).flatMap(language => {
        const text = whyText(code, { place: 'ICI', found: 'CELA' }, language)
        const filled = (!place || found || text.includes('ICI')) && (!found || text.includes('CELA'))
        return filled && !/undefined|«\u202f\u202f»|\(\)/.test(text) ? [] : [`${language} ${code}: ${text}`]
      }),
    )
    expect([...new Set(silent)]).toEqual([])
  })

  it('has the values that the program gives it: how large a mail was, which code is unknown', () => {
    expect(whyText('exchange.mailTooLarge', { bytes: '52428800' }, 'fr')).toContain('50\u00a0Mo')
    expect(whyText('exchange.mailTooLarge', { bytes: '52428800' }, 'en')).toContain('50 MB')
    expect(whyText('exchange.unknownProduct', { code: '', label: 'Carnet' }, 'fr')).toContain('Carnet')
    expect(whyText('exchange.unknownProduct', { code: '', label: 'Carnet' }, 'fr')).not.toMatch(/ {2}|\(/)
  })

  it('X-44 says both prices of the line, and how many others are to be checked, where the doubt knows them', () => {
    const said = { code: 'CASS-20', label: 'Casserole', quantity: '2', currency: 'EUR', theirCents: '5000' }
    const price = (more: Record<string, string>) => whyText('exchange.otherPrice', { ...said, ...more }, 'en')
    expect(price({ ourCents: '5800', others: '0' })).toContain(
      'yours (for 2, €50.00 without tax at the partner, €58.00 here): the order',
    )
    expect(price({ ourCents: '5800', others: '3' })).toContain(', and 3 others to be checked: ')
    expect(whyText('exchange.otherPrice', { code: 'CASS-20', label: 'Casserole' }, 'en')).toContain('yours: ')
  })

  it('of what nobody gave words to is the code, with its place and what stands there', () => {
    expect(whyText('exchange.unheardOf', { place: 'ICI', found: 'CELA' }, 'fr')).toMatch(
      /ICI.*CELA.*exchange\.unheardOf/,
    )
  })
})
