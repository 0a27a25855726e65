import PostalMime, { type Email } from 'postal-mime'
import { isCatalogue } from './catalogue.ts'
import { isInvitation } from './invitation.ts'
import { tnefFiles } from './tnef.ts'
import { isXml } from './xml-text.ts'

/** A file that came with a mail. */
export type MailedFile = { name: string; content: Buffer }

/** Why what a mail holds is not known. `packed`: in a form of one mail program alone that is broken, or `zipped`. */
export type MailFault = 'unreadableMail' | 'packed' | 'zipped' | 'tooManyDocuments'

export type ReadMail = {
  messageId: string
  from: string
  subject: string
  /** An instant; null: it says none that can be read. */
  sentAt: string | null
  /** What may be documents: XML, catalogues and invitations, in their bytes. */
  documents: MailedFile[]
  /** The signatures of a document, that of its name before the others. */
  signaturesOf(name: string): string[]
  /** null: all that it holds is known. */
  fault: MailFault | null
}

const MOST_TEXT = 500
const SIGNATURE = /^[\w-]{10,2000}\.\.[\w-]{10,200}$/
const MOST_SIGNATURE = 4096
/** More than anybody orders by one mail; what each costs to be looked at is bounded by it. */
export const MOST_DOCUMENTS = 1000
/** Names are kept through the mail; where they are not, a signature is looked for among so many. */
const MOST_TRIED = 20

/** What a mail says and holds; a mail that cannot be read is one that holds nothing. Never throws. */
export async function readMail(content: Buffer): Promise<ReadMail> {
  const email = await PostalMime.parse(content, { attachmentEncoding: 'arraybuffer' }).catch(() => undefined)
  const { files, fault } = email ? filesOf(email) : { files: [], fault: 'unreadableMail' as const }
  const documents = files.filter(({ content }) => isXml(content) || isCatalogue(content) || isInvitation(content))
  const tooMany = documents.length > MOST_DOCUMENTS
  const signatures = files
    .filter(({ content }) => content.length <= MOST_SIGNATURE)
    .map(({ name, content }) => ({ name, text: content.toString('latin1').trim() }))
    .filter(({ text }) => SIGNATURE.test(text))
  const named = new Map(signatures.map(({ name, text }) => [name, text]))
  const texts = [...new Set(signatures.map(({ text }) => text))]
  return {
    messageId: short(email?.messageId),
    from: short(email?.from?.address),
    subject: short(email?.subject),
    sentAt: instantOf(email?.date),
    documents: tooMany ? [] : documents,
    signaturesOf(name) {
      const own = named.get(`${name}.jws`)
      return own === undefined ? texts.slice(0, MOST_TRIED) : [own, ...texts.slice(0, MOST_TRIED)]
    },
    fault: tooMany ? 'tooManyDocuments' : fault,
  }
}

/** The files of a mail, those unpacked that its program packed together. */
function filesOf({ attachments }: Email): { files: MailedFile[]; fault: MailFault | null } {
  const files: MailedFile[] = []
  let fault: MailFault | null = null
  for (const { filename, mimeType, content, rfc822DepthExceeded } of attachments) {
    const name = filename ?? ''
    const bytes = typeof content === 'string' ? Buffer.from(content) : Buffer.from(content as ArrayBuffer)
    if (rfc822DepthExceeded) fault = 'unreadableMail'
    const isPacked = /^winmail\.dat$/i.test(name) || mimeType === 'application/ms-tnef'
    const unpacked = isPacked ? tnefFiles(bytes) : undefined
    if (isPacked && !unpacked) fault = 'packed'
    if (/\.zip$/i.test(name)) fault ??= 'zipped'
    files.push(...(unpacked ?? [{ name, content: bytes }]))
  }
  return { files, fault }
}

/** PostgreSQL keeps neither NUL nor half a character; the cut may have made one. */
const short = (text: string | undefined) => (text ?? '').replaceAll('\0', '').slice(0, MOST_TEXT).toWellFormed()

const FIRST_YEAR = 1970
const LAST_YEAR = 9999

/** A year that no calendar of a database holds is none that was meant. */
function instantOf(date: string | undefined): string | null {
  const at = new Date(date ?? '')
  const year = at.getUTCFullYear()
  return year >= FIRST_YEAR && year <= LAST_YEAR ? at.toISOString() : null
}
