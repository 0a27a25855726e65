import { describe, expect, it } from 'vitest'
import { hasDovecot } from '../platform/testing/dovecot.ts'
import { killExchange } from './testing/kill-exchange.ts'

const [ROUNDS, ORDERS] = [2, 60]

describe.skipIf(!hasDovecot)('orders between two sites, cut by kill -9', () => {
  it('INT-26, X-42 leave in one mail each, arrive once and are acknowledged once', async () => {
    const kills = await killExchange({ rounds: ROUNDS, orders: ORDERS })
    expect(kills).toHaveLength(2 * ROUNDS)
    expect(kills.flatMap(({ faults }) => faults)).toEqual([])
  })
})
