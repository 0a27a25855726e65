import { existsSync, globSync, statSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))

/** Builds the web app when it was never built or its sources are newer; a release brings it built. */
export async function ensureWebBuilt() {
  const built = `${ROOT}build/web/index.html`
  const since = existsSync(built) ? statSync(built).mtimeMs : 0
  const sources = globSync(['src/**/*.{ts,tsx,css,html}', 'vite.config.ts', 'package-lock.json'], { cwd: ROOT })
  if (sources.every(file => statSync(`${ROOT}${file}`).mtimeMs < since)) return
  console.log('Building the web app…')
  const { build } = await import('vite')
  await build({ configFile: `${ROOT}vite.config.ts`, logLevel: 'warn' })
}
