import { deflateRawSync } from 'node:zlib'
import Excel from 'exceljs'
import { describe, expect, it } from 'vitest'
import { FileFault } from '../../../platform/files/read-zip.ts'
import { beginningOf, bytesOf, guessedLayout, linesOf } from './table.ts'

async function read(buffer: Buffer) {
  const bytes = bytesOf(buffer)
  const all = []
  for await (const lines of linesOf(bytes, await guessedLayout(bytes))) all.push(...lines)
  return all
}

async function workbook(rows: unknown[][]): Promise<Buffer> {
  const book = new Excel.Workbook()
  const sheet = book.addWorksheet('Feuille & 1')
  sheet.addRows(rows)
  sheet.getColumn(2).numFmt = 'dd/mm/yyyy'
  return Buffer.from(await book.xlsx.writeBuffer())
}

describe('a file', () => {
  it('is read in UTF-8 with or without mark, in Windows-1252 and in UTF-16', async () => {
    const text = 'Prénom;Libellé\nÉloïse;Abonnement\n'
    const expected = [
      ['Prénom', 'Libellé'],
      ['Éloïse', 'Abonnement'],
    ]
    for (const buffer of [
      Buffer.from(text),
      Buffer.from(`\ufeff${text}`),
      Buffer.from(text, 'latin1'),
      Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, 'utf16le')]),
    ])
      expect((await read(buffer)).map(({ cells }) => cells)).toEqual(expected)
  })

  it('is a workbook too: its sheets, texts, numbers and days', async () => {
    const buffer = await workbook([
      ['Nom', 'Début', 'Montant'],
      ['Dupont & Fils <SA>', new Date('2023-08-31T00:00:00Z'), 28.33],
      ['', null, null],
      [null, new Date('2024-02-29T00:00:00Z'), -5],
    ])
    const bytes = bytesOf(buffer)
    expect(await guessedLayout(bytes)).toEqual({ format: 'xlsx', sheet: 'Feuille & 1', sheets: ['Feuille & 1'] })
    expect(await read(buffer)).toEqual([
      { line: 1, cells: ['Nom', 'Début', 'Montant'] },
      { line: 2, cells: ['Dupont & Fils <SA>', '2023-08-31', '28.33'] },
      { line: 4, cells: ['', '2024-02-29', '-5'] },
    ])
    expect(await beginningOf(bytes, await guessedLayout(bytes))).toMatchObject({
      headings: ['Nom', 'Début', 'Montant'],
    })
  })

  it('is refused when it is empty, no table, or half an archive', async () => {
    const whole = await workbook([['a', 'b']])
    const picture = Buffer.from(Array.from({ length: 3000 }, (_, at) => (at * 7919) % 256))
    for (const [buffer, fault] of [
      [Buffer.alloc(0), 'emptyFile'],
      [picture, 'notATable'],
      [whole.subarray(0, whole.length / 2), 'zipBroken'],
    ] as const)
      await expect(read(buffer), fault).rejects.toMatchObject({ fault })
  })

  it('does not let a bomb grow', async () => {
    const before = process.memoryUsage().arrayBuffers
    const bomb = zip({
      'xl/workbook.xml': '<workbook><sheets><sheet name="A" r:id="r1"/></sheets></workbook>',
      'xl/_rels/workbook.xml.rels': '<R><Relationship Id="r1" Target="worksheets/sheet1.xml"/></R>',
      'xl/worksheets/sheet1.xml': `<sheetData>${'<row r="1"><c><v>1</v></c></row>'.repeat(3_000_000)}`,
    })
    expect(bomb.length).toBeLessThan(1_000_000)
    await expect(read(bomb)).rejects.toBeInstanceOf(FileFault)
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(200_000_000)
  })
})

/** An archive with these entries, without more checks than our reader makes. */
function zip(entries: Record<string, string>): Buffer {
  const locals: Buffer[] = []
  const directory: Buffer[] = []
  let at = 0
  for (const [name, text] of Object.entries(entries)) {
    const content = deflateRawSync(text)
    const local = Buffer.alloc(30)
    local.writeUInt32LE(0x04034b50, 0)
    local.writeUInt16LE(name.length, 26)
    const entry = Buffer.alloc(46)
    entry.writeUInt32LE(0x02014b50, 0)
    entry.writeUInt16LE(8, 10)
    entry.writeUInt32LE(content.length, 20)
    entry.writeUInt16LE(name.length, 28)
    entry.writeUInt32LE(at, 42)
    locals.push(local, Buffer.from(name), content)
    directory.push(entry, Buffer.from(name))
    at += 30 + name.length + content.length
  }
  const size = directory.reduce((sum, part) => sum + part.length, 0)
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(Object.keys(entries).length, 10)
  end.writeUInt32LE(size, 12)
  end.writeUInt32LE(at, 16)
  return Buffer.concat([...locals, ...directory, end])
}
