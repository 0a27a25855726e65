import { Worker } from 'node:worker_threads'
import type { Printed, PrintJob, PrintOptions } from './worker.ts'

type Waiting = { done(pdf: Uint8Array): void; failed(error: Error): void }

let worker: Worker | undefined
let lastId = 0
const waiting = new Map<number, Waiting>()

/**
 * A PDF of a Typst template, which reads `data` by `json("data.json")`. What people typed goes into the data only, never
 * into the template: Typst then prints it as text, whatever it holds. One document after another, on a thread beside.
 */
export function renderPdf(template: string, data: unknown, options: PrintOptions = {}): Promise<Uint8Array> {
  worker ??= started()
  worker.ref()
  const id = ++lastId
  return new Promise((done, failed) => {
    waiting.set(id, { done, failed })
    worker!.postMessage({ id, template, data: JSON.stringify(data), ...options } satisfies PrintJob)
  })
}

function started(): Worker {
  const thread = new Worker(new URL('./worker.ts', import.meta.url))
  thread.on('message', ({ id, pdf, fault }: Printed) => {
    const asked = waiting.get(id)
    waiting.delete(id)
    if (waiting.size === 0) thread.unref() // an idle printer keeps no process alive
    if (pdf) asked?.done(pdf)
    else asked?.failed(new Error(`Typst refused a document: ${fault}`))
  })
  thread.on('error', failAll)
  thread.on('exit', code => failAll(new Error(`the printer ended with ${code}`)))
  return thread
}

function failAll(error: Error) {
  worker = undefined
  for (const { failed } of waiting.values()) failed(error)
  waiting.clear()
}
