// Kills Facteur while it brings a file in, with or without its PostgreSQL: no line may be doubled or lost.
// Usage: node bench/kill-import.ts [kills] [lines]
import { killImports } from '../src/app/testing/kill-import.ts'

const [kills = '50', lines = '20000'] = process.argv.slice(2)
const done = await killImports({ kills: Number(kills), lines: Number(lines), tell: kill => console.log(kill) })
const sound = done.filter(({ faults }) => faults.length === 0).length
const halfway = done.filter(({ made }) => made > 0 && made < Number(lines)).length
console.log(`${sound} of ${done.length} sound, ${halfway} of them cut halfway`)
process.exit(sound === done.length ? 0 : 1)
