import { describe, expect, it } from 'vitest'
import { FileFault } from '../../platform/files/read-zip.ts'
import { judgedLine } from './actions/lines.ts'
import { bytesOf, guessedLayout, linesOf } from './formats/table.ts'
import { toldInWords } from './labels.ts'
import { guessedMapping } from './rules/headings.ts'
import { DEFAULT_OPTIONS, KINDS, type Kind } from './rules/kinds.ts'

const FILES = 1000
const GOOD = {
  parties:
    'Numéro;Nom;Prénom;Courriel;Code postal;Ville\n1;Dupont;Jean;jean@example.org;75011;Paris\n2;Martin;Anne;;69003;Lyon\n',
  products: 'code;label;net;gross\nABO-A112;Abonnement;28,33;34,00\nNUM-1;N1;7,50;9,00\n',
  invoices:
    'Numéro;Date;Nom;Produit;Quantité;Total TTC\nF1;31/08/2023;Dupont;ABO-A112;1;34,00\nF2;01/09/2023;Martin;NUM-1;2;18\n',
  purchases: 'Id achat;Nom;Produit;Début;Fin\n1;Dupont;ABO-A112;01/09/2023;31/08/2024\n2;Martin;ABO-A112;02/09/2023;\n',
  runs: 'number;label;issue;dispatched_on;by\n1;Expédition;2;2022-09-05;VG\n2;Expédition;3;2022-11-05;VG\n',
  shipments: 'Id envoi;Expédition;Id achat;Envoyé\n1;3;12;2022-09-05\n2;3;13;2022-09-05\n',
} satisfies Record<Kind, string>

/** The same numbers each time, so that a file that fails can be found again. */
function random(seed: number) {
  let state = seed * 2654435761 + 1
  return (below: number) => {
    state = (Math.imul(state ^ (state >>> 15), 2246822519) + 0x9e3779b9) | 0
    return (state >>> 1) % below
  }
}

type Breaking = (good: Buffer, of: (below: number) => number) => Buffer

/** What happens to files on their way. */
const BREAKING: Record<string, Breaking> = {
  cut: (good, of) => good.subarray(0, of(good.length)),
  'a quote too many': (good, of) => inserted(good, of(good.length), '"'),
  bytes: (good, of) => Buffer.from(good.map(byte => (of(8) === 0 ? of(256) : byte))),
  nulls: (good, of) => inserted(good, of(good.length), '\0\0\0'),
  'a huge field': (good, of) => inserted(good, of(good.length), 'x'.repeat(100_000 + of(100_000))),
  'columns lost': good => Buffer.from(good.toString().replace(/;[^;\n]*\n/g, '\n')),
  'columns more': (good, of) => Buffer.from(good.toString().replaceAll('\n', `${';'.repeat(of(700))}\n`)),
  'bad days': good => Buffer.from(good.toString().replace(/\d{2}\/\d{2}\/\d{4}|\d{4}-\d{2}-\d{2}/g, '31/02/2023')),
  'bad numbers': (good, of) =>
    Buffer.from(good.toString().replace(/\n\d/g, `\n${['-', '1e9', '٣', '0x1', '99999999999'][of(5)]}`)),
  'another encoding': good => Buffer.from(good.toString().replaceAll('u', '\u00fc'), 'latin1'),
  picture: (_good, of) => Buffer.from(Array.from({ length: 500 + of(2000) }, () => of(256))),
  'an archive': (good, of) =>
    Buffer.concat([Buffer.from('PK\u0003\u0004'), good, Buffer.from(Array.from({ length: of(200) }, () => of(256)))]),
  'one line of all': good => Buffer.from(good.toString().replaceAll('\n', ' ')),
  empty: () => Buffer.alloc(0),
  'ends of line alone': (_good, of) => Buffer.from('\r\n'.repeat(1 + of(50))),
}

const inserted = (good: Buffer, at: number, text: string) =>
  Buffer.concat([good.subarray(0, at), Buffer.from(text), good.subarray(at)])

const facts = { products: new Map(), titles: [], issues: [], runs: [] }

/** Reads a file as the dry run does, without keeping anything. */
async function dryRun(kind: Kind, content: Buffer) {
  const bytes = bytesOf(content)
  try {
    const rows = []
    let mapping: ReturnType<typeof guessedMapping> | undefined
    for await (const lines of linesOf(bytes, await guessedLayout(bytes)))
      for (const line of lines)
        if (mapping) rows.push(judgedLine({ kind, mapping, options: DEFAULT_OPTIONS, facts }, '2023-08-31', line))
        else mapping = guessedMapping(kind, line.cells)
    return { rows }
  } catch (error) {
    if (error instanceof FileFault) return { fault: error.fault, rows: [] }
    throw error
  }
}

describe('a thousand broken files', () => {
  it('are each refused with lines and reasons, or read in part; none crashes, none hangs, memory stays flat', async () => {
    const ways = Object.entries(BREAKING)
    let refusedFiles = 0
    let refusedLines = 0
    let heap = 0
    for (let seed = 0; seed < FILES; seed++) {
      const of = random(seed)
      const kind = KINDS[seed % KINDS.length]!
      const [name, broken] = ways[Math.floor(seed / KINDS.length) % ways.length]!
      const begun = performance.now()
      const { fault, rows } = await dryRun(kind, broken(Buffer.from(GOOD[kind]), of))
      expect(performance.now() - begun, `${seed} ${name}`).toBeLessThan(5_000)
      if (fault) refusedFiles++
      for (const { line, state, told, cells } of rows) {
        expect(line, `${seed} ${name}`).toBeGreaterThan(0)
        expect(JSON.stringify(cells), `${seed} ${name}`).not.toContain('\\u0000')
        if (state !== 'refused') continue
        refusedLines++
        expect(
          told.some(one => one.refuses),
          `${seed} ${name}`,
        ).toBe(true)
        for (const one of told)
          for (const language of ['fr', 'en'] as const)
            expect(toldInWords(one, language), `${seed} ${name}`).not.toContain(one.code)
      }
      if (seed === FILES / 2) heap = process.memoryUsage().heapUsed
    }
    expect(refusedFiles).toBeGreaterThan(100)
    expect(refusedLines).toBeGreaterThan(300)
    expect(process.memoryUsage().heapUsed - heap).toBeLessThan(150_000_000)
  })

  it('are made of good ones', async () => {
    for (const kind of KINDS) {
      const { rows } = await dryRun(kind, Buffer.from(GOOD[kind]))
      const own = rows.flatMap(({ told }) =>
        told.filter(({ code }) => !['productUnknown', 'titleUnknown'].includes(code)),
      )
      expect(
        own.filter(({ refuses }) => refuses),
        kind,
      ).toEqual([])
    }
  })
})
