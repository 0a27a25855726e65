import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { globSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'

const CLI = fileURLToPath(new URL('./cli.ts', import.meta.url))
const leftBehind = () => globSync('facteur-exchange-*', { cwd: tmpdir() })

it('INT-1 to INT-6, INT-33, X-47 the demonstration brings an order from Calvi to the centre and its answers back, and leaves nothing behind', async () => {
  const before = leftBehind()
  const child = spawn(process.execPath, [CLI, 'demo', 'exchange', '--once', '--own-mail'], {
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const said: string[] = []
  for (const stream of [child.stdout, child.stderr]) stream.on('data', piece => said.push(String(piece)))
  const [code] = await once(child, 'close')
  const told = said.join('')
  expect(code, told).toBe(0)
  expect(told).toMatch(/both screens show the code \d{4} \d{4} \d{4}/)
  expect(told).toContain('Calvi collects it over POP3, looks at what changes and applies it: 5 products are there.')
  const [, sent] = /Calvi orders from the Centre: (CF-\S+),/.exec(told)!
  const [, received] = /it is the customer order (CC-\S+),/.exec(told)!
  expect(told).toContain(`${sent}, there ${received}, was accepted`)
  expect(told).toContain(`${sent}, there ${received}, has left in full`)
  expect(leftBehind()).toEqual(before)
}, 180_000)
