// Brings 100,000 contacts and as many purchases in from files, against a bare COPY of the same rows into one table.
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { call } from '@orpc/server'
import { from as copyFrom } from 'pg-copy-streams'
import { localOuter } from '../src/app/local.ts'
import { workKinds } from '../src/app/work-kinds.ts'
import { importsOperations } from '../src/domain/imports/operations.ts'
import type { WorkKind } from '../src/domain/work/actions.ts'
import { runWork } from '../src/domain/work/jobs.ts'
import { BIG, benchWorld } from './world.ts'

const LINES = Number(process.env.BENCH_LINES ?? 100_000)
const PART = 2 * 1024 * 1024
const FIRST = 50_000_000

const { database, owner, stop } = await benchWorld()
const context = localOuter(database, 'company-1')

const timed = async (what: string, act: () => Promise<unknown>) => {
  const begun = performance.now()
  await act()
  const ms = performance.now() - begun
  console.log(`${Math.round(ms)} ms  ${what}`)
  return ms
}

async function bringIn(name: string, file: string) {
  const bytes = Buffer.from(file)
  const { id } = await call(importsOperations.begin, { fileName: `${name}.csv` }, { context })
  for (let at = 0, position = 0; at < bytes.length; at += PART, position++) {
    const content = bytes.subarray(at, at + PART).toString('base64')
    await call(importsOperations.addPart, { id, position, content }, { context })
  }
  await call(importsOperations.look, { id }, { context })
  const work = async (runId: string) =>
    runWork(context, workKinds as unknown as WorkKind<never>[], {
      data: { companyId: BIG, runId },
      signal: new AbortController().signal,
    })
  const readMs = await timed(`${name}: read and checked`, async () =>
    work((await call(importsOperations.read, { id }, { context })).workId),
  )
  const madeMs = await timed(`${name}: brought in`, async () =>
    work((await call(importsOperations.bringIn, { id }, { context })).workId),
  )
  const { counts } = await call(importsOperations.get, { id }, { context })
  const copyMs = await bareCopy(name, file)
  console.log(
    `${name}: ${JSON.stringify(counts)}, ${((readMs + madeMs) / copyMs).toFixed(1)} times a bare COPY of the file`,
  )
  await timed(`${name}: taken back`, () => call(importsOperations.undo, { id }, { context }))
}

async function bareCopy(name: string, file: string): Promise<number> {
  const columns = file
    .slice(0, file.indexOf('\n'))
    .split(';')
    .map((_, at) => `c${at} text`)
  await owner.query(`create temporary table bare (${columns.join(', ')})`)
  const ms = await timed(`${name}: bare COPY`, () =>
    pipeline(
      Readable.from([file]),
      owner.query(copyFrom(`copy bare from stdin (format csv, header true, delimiter ';')`)),
    ),
  )
  await owner.query('drop table bare')
  return ms
}

const each = (line: (at: number) => string) => Array.from({ length: LINES }, (_, at) => line(at)).join('\n')
await bringIn(
  'contacts',
  `Numéro;Nom;Prénom;Courriel;Adresse 1;Code postal;Ville\n${each(at => `${FIRST + at};Durand ${at};Zoé;zoe${at}@example.org;${at % 200} rue des Lilas;75011;Paris`)}\n`,
)
await bringIn(
  'achats',
  `Id achat;ID Con;Produit;Début;Montant TTC\n${each(at => `${FIRST + at};${1 + at};ABO-A112;01/09/2023;34,00`)}\n`,
)
await stop()
