// Kills Facteur during dispatch runs, with or without its PostgreSQL: each run must be whole or absent, and repeatable.
// Usage: node bench/kill-run.ts [kills] [subscribers]
import { killRuns } from '../src/app/testing/kill-run.ts'

const [kills = '30', subscribers = '5000'] = process.argv.slice(2)
const done = await killRuns({ kills: Number(kills), subscribers: Number(subscribers), tell: kill => console.log(kill) })
const left = Object.entries(Object.groupBy(done, kill => kill.left)).map(([what, found]) => `${found!.length} ${what}`)
const sound = done.filter(({ faults }) => faults.length === 0).length
console.log(`${sound} of ${done.length} sound: ${left.join(', ')}`)
process.exit(sound === done.length ? 0 : 1)
