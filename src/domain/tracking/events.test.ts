import Fastify, { type FastifyInstance } from 'fastify'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { type Database, openDatabase } from '../../platform/db/database.ts'
import { mountTrackEvents } from './events-route.ts'
import { boardOperations as board } from './operations/board.ts'
import { trackingOperations as tracking } from './operations.ts'
import type { LiveTrack } from './rules/live.ts'
import { aWorkshop } from './testing/workshop.ts'

let database: Database
const apps: FastifyInstance[] = []
beforeAll(() => {
  database = openDatabase(inject('ownerUrl'), 20)
})
afterAll(async () => {
  for (const app of apps) await app.close()
  await database.close()
})

async function live() {
  const of = await aWorkshop(database)
  const app = Fastify()
  mountTrackEvents(app, () => of.outer())
  apps.push(app)
  const address = await app.listen({ port: 0, host: '127.0.0.1' })
  return { ...of, listen: () => listening(`${address}/api/tracking/events`), app }
}

/** Reads a stream of events: `until` waits for one that fits, among all that came. */
async function listening(url: string) {
  const leaving = new AbortController()
  const answer = await fetch(url, { signal: leaving.signal })
  const reader = answer.body!.pipeThrough(new TextDecoderStream()).getReader()
  let text = ''
  const moved = () =>
    [...text.matchAll(/^event: moved\ndata: (.*)$/gm)].map(([, json]) => JSON.parse(json!) as LiveTrack)
  const read = async () => {
    const { value, done } = await reader.read()
    if (done) throw new Error(`the stream ended: ${text}`)
    text += value
  }
  while (!text.includes('event: ready')) await read()
  return {
    moved,
    leave: () => leaving.abort(),
    async until(fits: (one: LiveTrack) => boolean) {
      for (;;) {
        const found = moved().find(fits)
        if (found) return found
        await read()
      }
    },
  }
}

describe('GET /api/tracking/events', () => {
  it('tells everyone who looks that an order was moved, by whom, from where and to where', async () => {
    const of = await live()
    const { id, number } = await of.order()
    const watchers = [await of.listen(), await of.listen()]
    await of.call(tracking.next, { id })
    for (const watcher of watchers) {
      expect(await watcher.until(one => one.stageFr === 'Prise en charge')).toMatchObject({
        id,
        number,
        fromStageId: await of.idOf('En attente'),
        stageId: await of.idOf('Prise en charge'),
        enteredBy: 'VG',
        isOff: false,
      })
      watcher.leave()
    }
  })

  it('tells of new orders, of places and of those that leave the list, each once', async () => {
    const of = await live()
    const watcher = await of.listen()
    const { id } = await of.order()
    await watcher.until(one => one.id === id && one.fromStageId === null)
    await of.call(board.place, { id, beforeId: null })
    const { revision } = await of.moveTo(id, 'Terminée')
    await watcher.until(one => one.isOff && one.fromStageId !== null)
    await of.order()
    await watcher.until(one => one.id !== id)
    expect(watcher.moved().filter(one => one.revision === revision && one.id === id)).toHaveLength(1)
    watcher.leave()
  })

  it('tells nothing of another company', async () => {
    const [of, other] = [await live(), await live()]
    const watcher = await of.listen()
    await other.order()
    const { id } = await of.order()
    await watcher.until(one => one.id === id)
    expect(watcher.moved().map(one => one.id)).toEqual([id])
    watcher.leave()
  })

  it('lets the server stop while somebody listens', async () => {
    const of = await live()
    const watcher = await of.listen()
    await of.app.close()
    await expect(watcher.until(() => false)).rejects.toThrow('the stream ended')
  })
})
