import { describe, expect, it } from 'vitest'
import { hasDovecot } from '../platform/testing/dovecot.ts'
import { KILLS_A_ROUND, killExchange } from './testing/kill-exchange.ts'

/** `FACTEUR_KILL_ROUNDS=10` takes some minutes. */
const ROUNDS = Number(process.env.FACTEUR_KILL_ROUNDS ?? 1)
const ORDERS = 60

describe.skipIf(!hasDovecot)('orders between two sites, cut by kill -9', () => {
  it('INT-26, INT-34, X-42 leave in one mail each, arrive once and are acknowledged once, and mailboxes stay as they are', async () => {
    const kills = await killExchange({ rounds: ROUNDS, orders: ORDERS, seed: 613 })
    expect(kills).toHaveLength(KILLS_A_ROUND * ROUNDS)
    expect(kills.flatMap(({ faults }) => faults)).toEqual([])
    const halfWay = kills.filter(({ way, done }) => way === 'send' && done > 0 && done < ORDERS / 2)
    expect(halfWay, JSON.stringify(kills)).not.toEqual([])
    expect(
      kills.filter(({ busy }) => busy > 0),
      JSON.stringify(kills),
    ).not.toEqual([])
  }, 900_000)
})
