import { call, ORPCError } from '@orpc/server'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { z } from 'zod'
import { aCompany } from '../domain/accounts/factory.ts'
import { RIGHTS } from '../domain/accounts/rules.ts'
import { type Database, openDatabase } from '../platform/db/database.ts'
import type { Gate, Outer } from '../platform/http/context.ts'
import type { Meta } from '../platform/http/contract.ts'
import { openApiOf } from '../platform/http/openapi.ts'
import { sealWith } from '../platform/mail/seal.ts'
import { contract } from './contract.ts'
import { downloads } from './downloads.ts'
import { reactions } from './reactions.ts'
import { router } from './router.ts'
import { constraints, refusalTexts, say } from './texts.ts'

type Procedure = {
  '~orpc': { meta: Meta; route: { method: string; path: string }; inputSchema?: z.ZodType; errorMap: object }
}
type Named = { name: string; operation: Procedure; meta: Meta }

const named = (tree: object): Named[] =>
  Object.entries(tree).flatMap(([noun, verbs]) =>
    Object.entries(verbs as Record<string, Procedure>).map(([verb, operation]) => ({
      name: `${noun}.${verb}`,
      operation,
      meta: operation['~orpc'].meta,
    })),
  )
const described = named(contract)
const operations = named(router)
const ofCompany = operations.filter(({ meta }) => meta.scope === 'company')

let database: Database
let one: Awaited<ReturnType<typeof aCompany>>
let other: Awaited<ReturnType<typeof aCompany>>
beforeAll(async () => {
  sealWith('a secret that every test may know')
  database = openDatabase(inject('ownerUrl'), 4)
  one = await aCompany(database, { constraints, reactions })
  other = await aCompany(database, { constraints, reactions })
})
afterAll(() => database.close())

const refusalOf = async (
  operation: Procedure,
  input: unknown,
  outer: Outer,
): Promise<ORPCError<string, unknown> | undefined> => {
  try {
    await call(operation as never, input as never, { context: outer as never })
    return undefined
  } catch (error) {
    if (error instanceof ORPCError) return error
    throw error
  }
}
const withRights = (rights: readonly string[]): Gate => {
  const { gate } = one.outer()
  return { ...gate, enter: async headers => ({ ...(await gate.enter(headers))!, rights: new Set(rights) }) }
}

describe('every operation', () => {
  it('is described once and implemented once', () => {
    expect(operations.map(({ name }) => name).sort()).toEqual(described.map(({ name }) => name).sort())
    expect(operations.length).toBeGreaterThan(40)
    const routes = described.map(
      ({ operation }) => `${operation['~orpc'].route.method} ${operation['~orpc'].route.path}`,
    )
    expect(new Set(routes).size).toBe(routes.length)
  })

  it('of a company needs a right that exists, and reads with GET alone', () => {
    for (const { name, meta, operation } of ofCompany) {
      expect(RIGHTS, name).toContain(meta.right)
      if (meta.right?.endsWith('.write')) expect(operation['~orpc'].route.method, name).not.toBe('GET')
    }
  })

  it('refuses whoever is not signed in', async () => {
    const outer = { ...one.outer(), gate: { ...one.outer().gate, enter: async () => null } }
    for (const { name, operation } of operations.filter(({ meta }) => meta.scope !== 'anyone'))
      expect((await refusalOf(operation, {}, outer))?.code, name).toBe('UNAUTHORIZED')
  })

  it('refuses a user or key that has every right but its own, before it reads the input', async () => {
    for (const { name, operation, meta } of ofCompany) {
      const gate = withRights(RIGHTS.filter(right => right !== meta.right))
      const refusal = await refusalOf(operation, { nonsense: true }, one.outer({ gate }))
      expect(refusal?.code, name).toBe('FORBIDDEN')
    }
  })

  it('refuses a member of another company', async () => {
    const stranger: Gate = {
      ...one.outer().gate,
      enter: async headers => ({ ...(await one.outer().gate.enter(headers))!, company: null, rights: new Set() }),
    }
    for (const { name, operation } of ofCompany)
      expect((await refusalOf(operation, {}, one.outer({ gate: stranger })))?.code, name).toBe('FORBIDDEN')
  })

  it('answers bad input of every kind with a refusal, never a failure', async () => {
    const failures: string[] = []
    const outer = { ...one.outer(), say, log: { error: (_details: object, message: string) => failures.push(message) } }
    for (const { name, operation } of operations.filter(
      ({ meta, name }) => meta.scope !== 'anyone' && !/^(session|companies)\./.test(name),
    )) {
      await fc.assert(
        fc.asyncProperty(badInputFor(operation['~orpc'].inputSchema), async input => {
          const refusal = await refusalOf(operation, input, outer)
          expect(refusal?.status ?? 200, `${name} ${JSON.stringify(input)} ${failures.at(-1) ?? ''}`).toBeLessThan(500)
        }),
        { numRuns: 12 },
      )
    }
  })

  it('has words in French and English for each of its refusals', () => {
    const codes = new Set(
      described
        .flatMap(({ operation }) => Object.keys(operation['~orpc'].errorMap))
        .concat(Object.values(constraints).map(({ code }) => code)),
    )
    expect(codes.size).toBeGreaterThan(30)
    for (const language of ['fr', 'en'] as const)
      expect(
        [...codes].filter(code => !(code in refusalTexts[language])),
        language,
      ).toEqual([])
    expect(Object.keys(refusalTexts.fr).sort()).toEqual(Object.keys(refusalTexts.en).sort())
  })

  it('stands in the OpenAPI document', async () => {
    const document = await openApiOf(contract, '0')
    const routes = Object.entries(document.paths ?? {})
      .flatMap(([path, methods]) => Object.keys(methods ?? {}).map(method => `${method.toUpperCase()} ${path}`))
      .sort()
    expect(document.openapi).toMatch(/^3\.1/)
    expect(routes).toEqual(
      described.map(({ operation }) => `${operation['~orpc'].route.method} ${operation['~orpc'].route.path}`).sort(),
    )
    await expect(routes.join('\n')).toMatchFileSnapshot('routes.snapshot.txt')
  })
})

describe('every list', () => {
  it('is empty for another company', async () => {
    for (const { name, operation } of ofCompany.filter(
      ({ name, operation }) =>
        /\.list$/.test(name) && !/^(users|keys|audit)\./.test(name) && !operation['~orpc'].route.path?.includes('{'),
    )) {
      const { rows } = (await call(operation as never, {} as never, { context: other.outer() as never })) as {
        rows: unknown[]
      }
      expect(rows, name).toEqual([])
    }
  })
})

describe('every download', () => {
  it('is behind a right that exists', () => {
    expect(downloads.length).toBeGreaterThan(5)
    for (const { path, right } of downloads) expect(RIGHTS, path).toContain(right)
  })
})

/** Inputs that fit, almost fit or do not fit a schema: wrong types, extremes, odd text, nothing at all. */
function badInputFor(schema: z.ZodType | undefined): fc.Arbitrary<unknown> {
  const nasty = fc.oneof(
    fc.constantFrom(
      null,
      undefined,
      '',
      ' ',
      '\u0000',
      '𝕏\u202e',
      "'; drop table parties; --",
      -1,
      0,
      1e300,
      Number.MAX_SAFE_INTEGER,
      2 ** 31,
      true,
      [],
      {},
      '2023-02-30',
      '9999-12-31',
      '0001-01-01',
    ),
    fc.uuid(),
    fc.string({ unit: 'binary', maxLength: 60 }),
    fc.integer(),
    fc.constantFrom('2023-08-31', 'CS', '1', 'subscription', 'single-issue', 'FR', 'gross', 'person', 'a@b.fr'),
  )
  const shape = schema instanceof z.ZodObject ? Object.keys(schema.shape) : []
  return fc.oneof(
    { weight: 5, arbitrary: fc.record(Object.fromEntries(shape.map(key => [key, nasty])), { requiredKeys: [] }) },
    { weight: 1, arbitrary: fc.anything() },
  )
}
