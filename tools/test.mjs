// All tests, in one command: brings the browser the stories need where it may, builds the web app, runs vitest, counts.
import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const BROWSERS = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']

const browser = findBrowser() ?? installBrowser()
if (!browser) {
  console.log('No Chromium on this machine: the browser stories are skipped.')
  console.log('Install it (Debian: apt-get install chromium) or name one in FACTEUR_CHROMIUM.')
}

const report = join(mkdtempSync(join(tmpdir(), 'facteur-report-')), 'report.json')
const args = ['vitest', 'run', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`, ...process.argv.slice(2)]
const { status } = run('npx', args, { FACTEUR_CHROMIUM: browser ?? '' })

if (existsSync(report)) {
  const { numPassedTests, numFailedTests, numPendingTests, numFailedTestSuites } = JSON.parse(readFileSync(report, 'utf8'))
  const failed = numFailedTests || (status === 0 ? 0 : Math.max(1, numFailedTestSuites))
  console.log(`${numPassedTests} passed, ${failed} failed, ${numPendingTests} skipped`)
}
process.exit(status ?? 1)

function findBrowser() {
  return [process.env.FACTEUR_CHROMIUM, ...BROWSERS].find(path => path && existsSync(path))
}

function installBrowser() {
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return undefined
  console.log('Installing Chromium for the browser stories…')
  run('apt-get', ['update', '-qq'])
  run('apt-get', ['install', '-y', '-qq', 'chromium'], { DEBIAN_FRONTEND: 'noninteractive' })
  return findBrowser()
}

function run(command, words, environment = {}) {
  return spawnSync(command, words, { stdio: 'inherit', env: { ...process.env, ...environment } })
}
