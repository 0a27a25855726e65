import PostalMime, { type Email } from 'postal-mime'
import { isCatalogue } from './catalogue.ts'

/** A file that came with a mail. */
export type MailedFile = { name: string; content: Buffer }

export type ReadMail = {
  messageId: string
  from: string
  subject: string
  /** An instant; null: it says none that can be read. */
  sentAt: string | null
  /** What may be documents: XML and catalogues, in their bytes. */
  documents: MailedFile[]
  /** What may be their signatures. */
  signatures: string[]
  /** The mail program of the sender packed the files in one of its own (TNEF), which nobody else reads. */
  packed: boolean
}

const MOST_TEXT = 500
const SIGNATURE = /^[\w-]{10,2000}\.\.[\w-]{10,200}$/
const MOST_SIGNATURE = 4096

/** What a mail says and holds; a mail that cannot be read is one that holds nothing. Never throws. */
export async function readMail(content: Buffer): Promise<ReadMail> {
  const email = await PostalMime.parse(content, { attachmentEncoding: 'arraybuffer' }).catch(() => undefined)
  const files = email ? filesOf(email) : []
  return {
    messageId: short(email?.messageId),
    from: short(email?.from?.address),
    subject: short(email?.subject),
    sentAt: instantOf(email?.date),
    documents: files.filter(({ content }) => isXml(content) || isCatalogue(content)),
    signatures: files
      .filter(({ content }) => content.length <= MOST_SIGNATURE)
      .map(({ content }) => content.toString('latin1').trim())
      .filter(text => SIGNATURE.test(text)),
    packed: files.some(({ name }) => /^winmail\.dat$/i.test(name)),
  }
}

const filesOf = ({ attachments }: Email): MailedFile[] =>
  attachments.map(({ filename, content }) => ({
    name: filename ?? '',
    content: typeof content === 'string' ? Buffer.from(content) : Buffer.from(content as ArrayBuffer),
  }))

const short = (text: string | undefined) => (text ?? '').replaceAll('\0', '').slice(0, MOST_TEXT)

function instantOf(date: string | undefined): string | null {
  const at = date === undefined ? Number.NaN : Date.parse(date)
  return Number.isNaN(at) ? null : new Date(at).toISOString()
}

/** By its beginning, as names and types of files are changed on the way. */
const isXml = (content: Buffer) => /^(?:\xef\xbb\xbf)?\s*</.test(content.subarray(0, 100).toString('latin1'))
