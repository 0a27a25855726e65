import { ensureWebBuilt } from '../web-build.ts'
import { noBrowser } from './browser.ts'

/** Once before all stories, as two of them would build over each other. */
export default async function start() {
  if (!noBrowser) await ensureWebBuilt()
}
