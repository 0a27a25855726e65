import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { parentPort } from 'node:worker_threads'
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler'

// A thread of its own: Typst works for seconds without a pause, and requests must go on.

export type PrintOptions = {
  /** Its structure can be read aloud; costs half as much again, so not for sheets of labels. */
  tagged?: boolean
  /** To be kept for years: fonts, colours and data come along. */
  archived?: boolean
  /** Pictures that the template reads by these names. */
  files?: Readonly<Record<string, Uint8Array>>
}
export type PrintJob = { id: number; template: string; data: string } & PrintOptions
export type Printed = { id: number; pdf?: Uint8Array; fault?: string }

const fonts = dirname(createRequire(import.meta.url).resolve('@expo-google-fonts/source-sans-3/package.json'))
// The folder is a name only: templates read nothing but the data mapped into it.
const folder = join(tmpdir(), 'facteur-print')
const DATA = join(folder, 'data.json')
const DOCUMENTS_KEPT = 25

const compiler = NodeCompiler.create({
  workspace: folder,
  fontArgs: [{ fontPaths: [join(fonts, '400Regular'), join(fonts, '600SemiBold')] }],
})
let printed = 0

function print({ id, template, data, tagged = true, archived = false, files = {} }: PrintJob): Printed {
  try {
    compiler.mapShadow(DATA, Buffer.from(data))
    for (const [name, bytes] of Object.entries(files)) compiler.mapShadow(join(folder, name), Buffer.from(bytes))
    const compiled = compiler.compile({ mainFileContent: template, resetRead: true })
    const document = compiled.result
    if (!document) return { id, fault: JSON.stringify(compiled.takeError()?.shortDiagnostics) }
    // Without a date, the same data give the same bytes.
    const standard = archived ? { pdfStandard: 'a-3b' } : {}
    return { id, pdf: new Uint8Array(compiler.pdf(document, { creationTimestamp: 0, pdfTags: tagged, ...standard })) }
  } catch (error) {
    return { id, fault: String(error) }
  } finally {
    for (const name of Object.keys(files)) compiler.unmapShadow(join(folder, name))
    // Typst keeps what it laid out for the next time: after some documents that is hundreds of megabytes.
    if (++printed % DOCUMENTS_KEPT === 0 || data.length > 1_000_000) compiler.evictCache(0)
  }
}

parentPort?.on('message', (job: PrintJob) => {
  const answer = print(job)
  parentPort?.postMessage(answer, answer.pdf ? [answer.pdf.buffer as ArrayBuffer] : [])
})
