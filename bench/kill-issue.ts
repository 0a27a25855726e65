// Kills Facteur while it issues many drafts, with or without its PostgreSQL: no number may be missing or given twice.
// Usage: node bench/kill-issue.ts [kills] [drafts]
import { killIssuing } from '../src/app/testing/kill-issue.ts'

const [kills = '50', drafts = '5000'] = process.argv.slice(2)
const done = await killIssuing({ kills: Number(kills), drafts: Number(drafts), tell: kill => console.log(kill) })
const sound = done.filter(({ faults }) => faults.length === 0).length
const halfway = done.filter(({ issued }) => issued > 0 && issued < Number(drafts)).length
console.log(`${sound} of ${done.length} sound, ${halfway} of them cut halfway`)
process.exit(sound === done.length ? 0 : 1)
