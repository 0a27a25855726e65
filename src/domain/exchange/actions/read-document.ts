import { hash } from 'node:crypto'
import { isCatalogue, readCatalogue } from '../formats/catalogue.ts'
import { isInvitation } from '../formats/invitation.ts'
import { readUbl } from '../formats/read-ubl-document.ts'
import { xmlText } from '../formats/xml-text.ts'
import type { Catalogue } from '../rules/catalogue.ts'
import type { ExchangeAnswer, ExchangeDespatch, ExchangeOrder } from '../rules/documents.ts'
import { type ExchangeFault, Unread } from '../rules/faults.ts'

/** What a file of a mail says; `sha256` is of its bytes. */
export type ReadDocument =
  | { kind: 'order'; number: string; order: ExchangeOrder; sha256: string }
  | { kind: 'answer'; number: string; answer: ExchangeAnswer }
  | { kind: 'despatch'; number: string; despatch: ExchangeDespatch }
  | { kind: 'catalogue'; number: string; catalogue: Catalogue; sha256: string }
  | { kind: 'invitation' }
  | { kind: 'none'; fault: ExchangeFault }

export const hashOf = (content: Uint8Array): string => hash('sha256', content)

/** What a document is, by its beginning and its root, as names of files are changed on the way; never throws. */
export function readDocument(content: Buffer): ReadDocument {
  if (isInvitation(content)) return { kind: 'invitation' }
  if (isCatalogue(content)) return catalogueOf(content)
  const read = textOf(content)
  return 'fault' in read ? { kind: 'none', fault: read.fault } : ublOf(read.xml, content)
}

function catalogueOf(content: Buffer): ReadDocument {
  const read = readCatalogue(content)
  if ('fault' in read) return { kind: 'none', fault: read.fault }
  // Its day stands for a number.
  return { kind: 'catalogue', number: read.catalogue.asOf, catalogue: read.catalogue, sha256: hashOf(content) }
}

function ublOf(xml: string, content: Buffer): ReadDocument {
  const read = readUbl(xml)
  if ('order' in read) return { kind: 'order', number: read.order.number, ...read, sha256: hashOf(content) }
  if ('answer' in read) return { kind: 'answer', number: read.answer.number, ...read }
  if ('despatch' in read) return { kind: 'despatch', number: read.despatch.number, ...read }
  return { kind: 'none', fault: read.fault }
}

function textOf(content: Buffer): { xml: string } | { fault: ExchangeFault } {
  try {
    return { xml: xmlText(content) }
  } catch (error) {
    if (error instanceof Unread) return { fault: error.fault }
    throw error
  }
}
