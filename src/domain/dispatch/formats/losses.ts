import type { Loss } from '../rules/file-facts.ts'

/** Different losses told one by one; what comes after is counted together. */
const TOLD = 500

/** Counts what a file could not hold as it is: nothing is lost in silence. */
export class Losses {
  readonly #found = new Map<string, Loss>()
  tell(kind: Loss['kind'], what: string, became: string) {
    const key = `${kind} ${what}`
    const known = this.#found.get(key)
    if (known) known.count++
    else if (this.#found.size < TOLD) this.#found.set(key, { kind, what, became, count: 1 })
    else this.#others(kind)
  }
  #others(kind: Loss['kind']) {
    const known = this.#found.get(`${kind}…`)
    if (known) known.count++
    else this.#found.set(`${kind}…`, { kind, what: '…', became: '', count: 1 })
  }
  get all(): Loss[] {
    return [...this.#found.values()].toSorted((a, b) => b.count - a.count)
  }
}
