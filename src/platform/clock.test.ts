import { afterEach, expect, it, vi } from 'vitest'
import { atInstant, instantNow } from './clock.ts'

afterEach(() => vi.unstubAllEnvs())

it('tells instants of the day that is fixed, so that they agree with it', () => {
  vi.stubEnv('FACTEUR_TODAY', '2023-08-31')
  expect(instantNow()).toMatch(/^2023-08-31T\d\d:\d\d:\d\d\.\d{3}Z$/)
})

it('tells another instant to what happened then, and to nothing else', async () => {
  const then = '2023-08-21T08:00:00.000Z'
  const inside = atInstant(then, async () => {
    await Promise.resolve()
    return instantNow()
  })
  expect(instantNow()).not.toBe(then)
  expect(await inside).toBe(then)
})
