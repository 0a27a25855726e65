import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { aRestOrder } from '../domain/shops/testing/rest.ts'
import { parts } from './shop-file.ts'

const folder = mkdtempSync(join(tmpdir(), 'shop-file-'))
afterAll(() => rmSync(folder, { recursive: true }))

const file = (name: string, text: string) => {
  writeFileSync(join(folder, name), text)
  return join(folder, name)
}
type Document = { id?: number; parent_id?: number }
const idsOf = async (...files: string[]) => {
  const all: (number | string)[][] = []
  for await (const part of parts(files))
    all.push(part.map(one => (one as Document).parent_id ?? (one as Document).id ?? String(one)))
  return all
}
const orders = [aRestOrder({ id: 1 }), aRestOrder({ id: 2 })]
const refund = { id: 9, parent_id: 1, amount: '5.00', reason: '', date_created_gmt: '2023-08-02T09:00:00' }
const late = { ...refund, id: 10, parent_id: 77 }

describe('files of documents of a shop', () => {
  it('are lists, lists by their names, one document, or one a line, with or without a mark before them', async () => {
    expect(await idsOf(file('list.json', JSON.stringify(orders, null, 2)))).toEqual([[1, 2]])
    expect(await idsOf(file('line.json', `\uFEFF${JSON.stringify(orders)}`))).toEqual([[1, 2]])
    expect(await idsOf(file('one.json', JSON.stringify(orders[1], null, 2)))).toEqual([[2]])
    expect(await idsOf(file('lines.jsonl', orders.map(one => `${JSON.stringify(one)}\r\n`).join('\n')))).toEqual([
      [1, 2],
    ])
    expect(await idsOf(file('named.json', JSON.stringify({ orders, refunds: [refund], products: [] })))).toEqual([
      [1, 1, 2],
    ])
    expect(await idsOf(file('empty.json', ''))).toEqual([])
  })

  it('hold refunds that go with their order, whatever file they are in, or last without it', async () => {
    const refunds = file('refunds.json', JSON.stringify([late, refund]))
    expect(await idsOf(refunds, file('orders.json', JSON.stringify(orders)))).toEqual([[1, 1, 2, 77]])
  })

  it('are sent in parts', async () => {
    const many = Array.from({ length: 450 }, (_, at) => JSON.stringify(aRestOrder({ id: at + 1 }))).join('\n')
    expect((await idsOf(file('many.jsonl', many))).map(({ length }) => length)).toEqual([200, 200, 50])
  })

  it('are refused when nothing in them is JSON; a line that is not is left to be told', async () => {
    await expect(idsOf(file('page.html', '<html>\n503</html>'))).rejects.toThrow('not JSON')
    expect(await idsOf(file('cut.jsonl', `${JSON.stringify(orders[0])}\n{"id": 2, "sta`))).toEqual([
      [1, '{"id": 2, "sta'],
    ])
  })
})
