import { ORPCError } from '@orpc/client'
import { writeSearch } from './search-params.ts'

type Refused = { code?: string; message?: string; data?: unknown }

/** A longer address is refused on its way: what is asked then goes by POST. */
const LONGEST_ADDRESS = 4000

/** Fetches a file of the API and hands it to the user; a refusal comes back as one, not as a page of its own. */
export async function download(path: string, query: Record<string, string | undefined>): Promise<void> {
  const said = Object.fromEntries(
    Object.entries(query).filter((entry): entry is [string, string] => entry[1] !== undefined),
  )
  const answer = await asked(`/api${path}`, said)
  if (!answer.ok) {
    const refusal: Refused = await answer.json().catch(() => ({}))
    const { code = 'request.failed', message = answer.statusText, data } = refusal
    throw new ORPCError(code, { status: answer.status, message, data, defined: true })
  }
  const name = /filename="([^"]+)"/.exec(answer.headers.get('content-disposition') ?? '')?.[1] ?? 'facteur.pdf'
  const address = URL.createObjectURL(await answer.blob())
  const link = document.createElement('a')
  link.href = address
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(address), 60_000)
}

/** Letters of which there may be more than one file holds: each part in turn, until there is none. */
export async function downloadParts(path: string, query: Record<string, string | undefined>): Promise<void> {
  await download(path, query)
  for (let part = 2; ; part++) {
    try {
      await download(path, { ...query, part: String(part) })
    } catch (error) {
      if (error instanceof ORPCError && error.code === 'payments.nothingToPrint') return
      throw error
    }
  }
}

function asked(path: string, { company, inLanguage, ...said }: Record<string, string>): Promise<Response> {
  const who = writeSearch({ company, inLanguage })
  const address = `${path}${writeSearch({ ...said, company, inLanguage })}`
  if (address.length <= LONGEST_ADDRESS) return fetch(address)
  const headers = { 'content-type': 'application/json' }
  return fetch(`${path}${who}`, { method: 'POST', headers, body: JSON.stringify(said) })
}
