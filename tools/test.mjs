// All tests, in one command: brings the browser and the mail server they need where it may, runs vitest on the embedded PostgreSQL,
// then the database tests again on a PostgreSQL of the system, and counts both.
import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { findPostgres, OLDEST } from './postgres-server.mjs'

const BROWSERS = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']
const wanted = process.argv.slice(2)
const reports = mkdtempSync(join(tmpdir(), 'facteur-report-'))
const { DATABASE_URL: ownServer, ...environment } = process.env

const browser = findBrowser() ?? installBrowser()
if (!browser) {
  console.log('No Chromium on this machine: the browser stories are skipped.')
  console.log('Install it (Debian: apt-get install chromium) or name one in FACTEUR_CHROMIUM.')
}

if (!findDovecot() && !install('Dovecot for the tests of mailboxes', ['dovecot-imapd', 'dovecot-pop3d'], findDovecot)) {
  console.log('No Dovecot on this machine: the tests of mailboxes are skipped.')
  console.log('Install it (Debian: apt-get install dovecot-imapd dovecot-pop3d) and start the tests as root.')
}

const runs = [vitest('embedded', ['npx'], wanted), ...onServer()]
const total = key => runs.reduce((sum, run) => sum + run[key], 0)
for (const { name, failures } of runs) {
  for (const failure of failures) console.log(`\nFAILED on ${name}: ${failure}`)
}
console.log(`${total('passed')} passed, ${total('failed')} failed, ${total('skipped')} skipped`)
process.exit(total('failed') > 0 ? 1 : 0)

/** The tests of the project `unit`, which use the shared database, on the server of DATABASE_URL or one of the system. */
function onServer() {
  const words = ['--project', 'unit', '--passWithNoTests', ...wanted]
  if (ownServer) {
    console.log('\nAgain on the PostgreSQL of DATABASE_URL:')
    return [vitest('server', ['npx'], words, { DATABASE_URL: ownServer })]
  }
  const server = findPostgres()
  if (!server) {
    console.log(
      `\nNot run on another PostgreSQL: install one, ${OLDEST} or newer (Debian: apt-get install postgresql), or set DATABASE_URL.`,
    )
    return []
  }
  console.log(`\nAgain on PostgreSQL ${server.version}:`)
  return [vitest('server', [process.execPath, 'tools/postgres-server.mjs', 'npx'], words)]
}

/** Runs vitest; a run that ends badly without a failed test counts as one. */
function vitest(name, [command, ...before], words, more = {}) {
  const report = join(reports, `${name}.json`)
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`]
  const { status } = spawnSync(command, [...before, 'vitest', 'run', ...reporters, ...words], {
    stdio: 'inherit',
    env: { ...environment, FACTEUR_CHROMIUM: browser ?? '', ...more },
  })
  const counted = existsSync(report) ? JSON.parse(readFileSync(report, 'utf8')) : {}
  const {
    numPassedTests: passed = 0,
    numFailedTests = 0,
    numPendingTests: skipped = 0,
    numFailedTestSuites = 0,
  } = counted
  const failed = numFailedTests || (status === 0 ? 0 : Math.max(1, numFailedTestSuites))
  return { name, passed, skipped, failed, failures: failuresOf(counted) }
}

/** What failed, said again at the end: a log may be kept from its end only. */
function failuresOf({ testResults = [] }) {
  return testResults.flatMap(({ name: file, message, assertionResults = [] }) => [
    ...(message ? [`${file}\n${message}`] : []),
    ...assertionResults
      .filter(({ status }) => status === 'failed')
      .map(({ fullName, failureMessages }) => `${file} > ${fullName}\n${failureMessages.join('\n')}`),
  ])
}

function findBrowser() {
  return [process.env.FACTEUR_CHROMIUM, ...BROWSERS].find(path => path && existsSync(path))
}

function installBrowser() {
  return install('Chromium for the browser stories', ['chromium'], findBrowser)
}

function findDovecot() {
  return ['/usr/lib/dovecot/imap', '/usr/lib/dovecot/pop3'].every(path => existsSync(path))
}

/** Installs packages of the system where that is allowed; returns what is found then. */
function install(what, packages, find) {
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return undefined
  console.log(`Installing ${what}…`)
  const run = (words, more) => spawnSync('apt-get', words, { stdio: 'inherit', env: { ...process.env, ...more } })
  run(['update', '-qq'])
  run(['install', '-y', '-qq', ...packages], { DEBIAN_FRONTEND: 'noninteractive' })
  return find()
}
