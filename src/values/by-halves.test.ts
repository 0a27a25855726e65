import fc from 'fast-check'
import { expect, test } from 'vitest'
import { byHalves } from './by-halves.ts'

test('all are done but those that fail by themselves, in their order, and nothing twice', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.boolean(), { maxLength: 40 }), async fails => {
      const done: number[] = []
      const all = fails.map((_, at) => at)
      const results = await byHalves(all, {
        together: async some => {
          if (some.some(at => fails[at])) throw new Error('one of them')
          done.push(...some)
          return some.map(at => `${at} done`)
        },
        alone: (at, error) => `${at} ${(error as Error).message}`,
      })
      expect(results).toEqual(fails.map((failed, at) => `${at} ${failed ? 'one of them' : 'done'}`))
      expect(done).toEqual(all.filter(at => !fails[at]))
    }),
  )
})

test('an error of another kind is thrown on at once', async () => {
  let tries = 0
  const together = async () => {
    tries++
    throw new Error('the database is gone')
  }
  await expect(byHalves([1, 2, 3], { together, alone: () => 1, halves: () => false })).rejects.toThrow('gone')
  expect(tries).toBe(1)
})
