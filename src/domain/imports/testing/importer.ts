import type { Outer } from '../../../platform/http/context.ts'
import type { Backstage, WorkKind } from '../../long-work/actions.ts'
import { runWork } from '../../long-work/jobs.ts'
import { bringInWork, readWork, undoWork } from '../jobs.ts'
import { importsOperations } from '../operations.ts'
import type { ImportOptions, Kind } from '../rules/kinds.ts'

type Caller = {
  company: { id: string }
  outer(): Outer
  // biome-ignore lint/suspicious/noExplicitAny: any operation of ours
  call(operation: any, input: any): Promise<any>
}

const KINDS = [readWork, bringInWork, undoWork] as WorkKind<never>[]

/** Brings files in as the screens do, with the long work done at once. */
export function anImporter({ company, outer, call }: Caller) {
  const backstage = outer() as unknown as Backstage
  const work = async (runId: string) =>
    runWork(backstage, KINDS, { data: { companyId: company.id, runId }, signal: new AbortController().signal })

  async function send(fileName: string, content: string | Buffer, kind?: Kind): Promise<string> {
    const { id } = await call(importsOperations.begin, { fileName, ...(kind ? { kind } : {}) })
    const bytes = Buffer.from(content)
    for (let at = 0, position = 0; at < bytes.length; at += 1_000_000, position++)
      await call(importsOperations.addPart, {
        id,
        position,
        content: bytes.subarray(at, at + 1_000_000).toString('base64'),
      })
    await call(importsOperations.look, { id })
    return id
  }

  async function read(id: string) {
    const { workId } = await call(importsOperations.read, { id })
    await work(workId)
    return call(importsOperations.get, { id })
  }

  async function bringIn(id: string) {
    const { workId } = await call(importsOperations.bringIn, { id })
    await work(workId)
    return call(importsOperations.get, { id })
  }

  return {
    send,
    read,
    bringIn,
    work,
    async whole(
      fileName: string,
      content: string | Buffer,
      { kind, ...options }: ImportOptions & { kind?: Kind } = {},
    ) {
      const id = await send(fileName, content, kind)
      if (Object.keys(options).length > 0) await call(importsOperations.change, { id, options })
      await read(id)
      return bringIn(id)
    },
    lines: async (id: string, filter: object = {}) =>
      (await call(importsOperations.lines, { importId: id, limit: 200, ...filter })).rows,
  }
}
