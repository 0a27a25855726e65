import { inCompany } from '../src/app/local.ts'
import { whyOf } from '../src/domain/subscriptions/queries/why.ts'
import { BIG, benchWorld, SUBSCRIPTIONS } from './world.ts'

const ROUNDS = 300
const { database, owner, stop } = await benchWorld()

/** Milliseconds of one, in the middle and near the worst. */
async function measured(work: (number: number) => Promise<unknown>) {
  const took: number[] = []
  for (let round = -20; round < ROUNDS; round++) {
    const number = 1 + ((Math.abs(round) * 7919 * 131) % SUBSCRIPTIONS)
    const begun = performance.now()
    await work(number)
    if (round >= 0) took.push(performance.now() - begun)
  }
  took.sort((a, b) => a - b)
  return { middle: took[ROUNDS / 2]!, worst: took[Math.floor(ROUNDS * 0.99)]! }
}

/** The same rows, read one by one by their keys. */
const bare = (number: number) =>
  inCompany(database, BIG, async (_ctx, client) => {
    const ask = (text: string, ...values: unknown[]) => client.query(text, [BIG, ...values])
    const { rows } = await ask('select * from purchases where company_id = $1 and number = $2', number)
    await ask('select * from shipments where company_id = $1 and purchase_id = $2', rows[0].id)
    await ask('select * from holds where company_id = $1 and purchase_id = $2', rows[0].id)
    await ask('select * from adjustments where company_id = $1 and purchase_id = $2', rows[0].id)
    await ask('select * from titles where company_id = $1 and id = $2', rows[0].title_id)
    await ask('select * from issues where company_id = $1 and title_id = $2', rows[0].title_id)
  })

await owner.query('analyze shipments')
const floor = await measured(bare)
const ours = await measured(number => inCompany(database, BIG, ctx => whyOf(ctx, { number, issue: '5' })))
console.log(
  `why among ${SUBSCRIPTIONS.toLocaleString('en')} subscriptions: ${ours.middle.toFixed(1)} ms, 99 % within ${ours.worst.toFixed(1)} ms (target 100); ` +
    `bare selects of the same rows ${floor.middle.toFixed(1)} ms; ratio ${(ours.middle / floor.middle).toFixed(2)}`,
)
await stop()
