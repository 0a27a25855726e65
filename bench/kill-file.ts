// Kills Facteur while it makes a mailing file: it must be registered whole or not at all, and be the same when made again.
// Usage: node bench/kill-file.ts [kills] [subscribers]
import { killFiles } from '../src/app/testing/kill-file.ts'

const [kills = '50', subscribers = '20000'] = process.argv.slice(2)
const done = await killFiles({
  kills: Number(kills),
  subscribers: Number(subscribers),
  tell: kill => console.log(kill),
})
const left = Object.entries(Object.groupBy(done, kill => kill.left)).map(([what, found]) => `${found!.length} ${what}`)
const sound = done.filter(({ faults }) => faults.length === 0).length
console.log(`${sound} of ${done.length} sound: ${left.join(', ')}`)
process.exit(sound === done.length ? 0 : 1)
