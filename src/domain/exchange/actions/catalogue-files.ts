import { FileFault, inflated, zipEntries } from '../../../platform/files/read-zip.ts'
import type { Ctx } from '../../../platform/http/context.ts'
import { refuse } from '../../../platform/http/refusal.ts'
import { isCatalogue, MOST_CATALOGUE_BYTES, readCatalogue } from '../formats/catalogue.ts'
import { takeCatalogue } from './partner-catalogues.ts'
import { hashOf } from './read-document.ts'
import { signersOf, verified } from './verify.ts'

/** What a person is told of a signature that does not stand. */
const REFUSED: Record<string, string> = {
  'exchange.unsigned': 'exchange.catalogueUnsigned',
  'exchange.changed': 'exchange.catalogueChanged',
  'exchange.signatureUnreadable': 'exchange.catalogueChanged',
}

/** Takes a catalogue that was handed over as files: the ZIP, or the catalogue and its signature. Returns its id. */
export async function takeCatalogueFiles(ctx: Ctx, given: readonly { content: string }[]): Promise<string> {
  const field = 'files'
  const files = (await Promise.all(given.map(({ content }) => opened(Buffer.from(content, 'base64'))))).flat()
  const content = files.find(isCatalogue) ?? refuse('exchange.notACatalogue', { field })
  const read = readCatalogue(content)
  if ('fault' in read) refuse(read.fault.code, { field, values: { place: read.fault.place, found: read.fault.found } })
  const signatures = files
    .filter(file => file !== content && file.length < MOST_SIGNATURE)
    .map(file => file.toString('latin1').trim())
  const found = await verified([content], signatures, await signersOf(ctx, signatures))
  if (!('partner' in found)) {
    const reason = 'reason' in found ? REFUSED[found.reason] : undefined
    refuse(reason ?? 'exchange.catalogueUnknownSender', { field })
  }
  const { partner, signed } = found
  const taken = await takeCatalogue(ctx, partner, {
    ...{ catalogue: read.catalogue, edition: signed.revision, sha256: hashOf(content) },
  })
  if (taken.state === 'refused') refuse(taken.reason, { field, values: taken.values })
  return taken.catalogueId
}

const MOST_SIGNATURE = 4096
const MOST_ENTRIES = 10

/** The files of an archive, or the file itself. */
async function opened(content: Buffer): Promise<Buffer[]> {
  if (content.subarray(0, 2).toString('latin1') !== 'PK') return [content]
  const bytes = { byteCount: content.length, read: async (from: number, to: number) => content.subarray(from, to) }
  try {
    const entries = [...(await zipEntries(bytes)).values()].slice(0, MOST_ENTRIES)
    return await Promise.all(
      entries.map(async entry => Buffer.concat(await Array.fromAsync(inflated(bytes, entry, MOST_CATALOGUE_BYTES)))),
    )
  } catch (error) {
    if (!(error instanceof FileFault)) throw error
    return refuse(error.fault === 'zipTooLarge' ? 'exchange.catalogueTooLarge' : 'exchange.notACatalogue', {
      field: 'files',
    })
  }
}
