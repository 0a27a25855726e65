import { spawnSync } from 'node:child_process'
import { readdirSync } from 'node:fs'

/** Every bench, one after the other: each prints its ratios against a floor measured in the same run. */
const benches = readdirSync(import.meta.dirname).filter(
  file => file.endsWith('.ts') && !['all.ts', 'cpu.ts', 'world.ts', 'pages.ts'].includes(file),
)

for (const file of benches) {
  console.log(`\n── ${file}`)
  const { status } = spawnSync(process.execPath, [`${import.meta.dirname}/${file}`], { stdio: 'inherit' })
  if (status !== 0) process.exitCode = 1
}
