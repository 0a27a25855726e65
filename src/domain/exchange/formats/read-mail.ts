import PostalMime, { type Email } from 'postal-mime'
import { isCatalogue } from './catalogue.ts'
import { isInvitation } from './invitation.ts'
import { isReport, type MailedReply, replyOf } from './read-reply.ts'
import { tnefFiles } from './tnef.ts'
import { type Lightened, withoutBase64 } from './without-base64.ts'
import { isXml } from './xml-text.ts'

/** A file that came with a mail. */
export type MailedFile = {
  name: string
  content: Buffer
  /** What a person wrote back: the mail itself, in place of a file. */
  reply?: MailedReply
}

/** Why what a mail holds is not known. `packed`: in a form of one mail program alone that is broken. */
export type MailFault = 'unreadableMail' | 'packed' | 'zipped' | 'tooManyDocuments' | 'endless' | 'signatureAlone'

export type ReadMail = {
  messageId: string
  from: string
  subject: string
  /** An instant; null: it says none that can be read. */
  sentAt: string | null
  /** What may be documents: XML, catalogues and invitations, in their bytes; last what a person wrote back. */
  documents: MailedFile[]
  /** The signature that bears the name of a document. */
  signatureOf(name: string): string | undefined
  /** The signatures of a document, that of its name before the others. */
  signaturesOf(name: string): string[]
  /** null: all that it holds is known. */
  fault: MailFault | null
}

const MOST_TEXT = 500
const SIGNATURE = /^[\w-]{10,2000}\.\.[\w-]{10,200}$/
const MOST_SIGNATURE = 4096
/** More than anybody orders by one mail; what each costs to be looked at is bounded by it. */
const MOST_DOCUMENTS = 1000
/** Names are kept through the mail; where they are not, a signature is looked for among so many. */
const MOST_TRIED = 20
const MOST_FORWARDED = 10
/** Whoever reads a mail line by line takes 15 µs for each: a mail of empty lines would hold up everybody for minutes. */
const MOST_LINES = 100_000
const MOST_HEADERS = 64 * 1024

/** What a mail says and holds; a mail that cannot be read is one that holds nothing. Never throws. */
export async function readMail(content: Buffer): Promise<ReadMail> {
  const { email, files, fault } = await opened(content, 0)
  // What a bounce holds is what was sent.
  if (email && isReport(email))
    return { ...headOf(email), documents: [], signatureOf: () => undefined, signaturesOf: () => [], fault: null }
  const documents = files.filter(({ content }) => isXml(content) || isCatalogue(content) || isInvitation(content))
  const tooMany = documents.length > MOST_DOCUMENTS
  const signatures = files
    .filter(({ content }) => content.length <= MOST_SIGNATURE)
    .map(({ name, content }) => ({ name, text: content.toString('latin1').trim() }))
    .filter(({ text }) => SIGNATURE.test(text))
  const named = new Map(signatures.map(({ name, text }) => [name, text]))
  const texts = [...new Set(signatures.map(({ text }) => text))]
  const reply = email && (documents.length === 0 || email.inReplyTo) ? replyOf(email) : null
  return {
    ...headOf(email),
    documents: tooMany ? [] : [...documents, ...(reply ? [{ name: '', content: NOTHING, reply }] : [])],
    signatureOf: name => named.get(`${name}.jws`),
    signaturesOf(name) {
      const own = named.get(`${name}.jws`)
      return own === undefined ? texts.slice(0, MOST_TRIED) : [own, ...texts.slice(0, MOST_TRIED)]
    },
    fault: tooMany ? 'tooManyDocuments' : (fault ?? (texts.length > documents.length ? 'signatureAlone' : null)),
  }
}

const NOTHING = Buffer.alloc(0)

const headOf = (email: Email | undefined) => ({
  messageId: short(email?.messageId),
  from: short(email?.from?.address),
  subject: short(email?.subject),
  sentAt: instantOf(email?.date),
})

type Opened = { email?: Email; files: MailedFile[]; fault: MailFault | null }

/**
 * The files of a mail, with those of mails that it forwards and those that its program packed together. `contentOf` tells what was
 * taken out of the mail around it.
 */
async function opened(content: Buffer, depth: number, contentOf = (read: Buffer) => read): Promise<Opened> {
  const unreadable = { files: [], fault: 'unreadableMail' as const }
  if (depth > MOST_FORWARDED) return unreadable
  const light = withoutBase64(content)
  if (hasTooManyLines(light.mail)) return { ...(await headers(content)), files: [], fault: 'endless' }
  // Forwarded mails are opened here, whether they are shown within the other or attached to it.
  const email = await PostalMime.parse(light.mail, { maxRfc822NestingDepth: 0 }).catch(() => undefined)
  if (!email) return unreadable
  const files: MailedFile[] = []
  let fault: MailFault | null = null
  for (const { filename, mimeType, content } of email.attachments) {
    const whole = (read: Buffer) => contentOf(light.contentOf(read))
    const file = { name: filename ?? '', content: whole(Buffer.from(content as ArrayBuffer)) }
    const within = await contained(file, mimeType, depth, whole)
    fault ??= within.fault
    for (const one of within.files) files.push(one)
  }
  return { email, files, fault }
}

function hasTooManyLines(mail: Buffer): boolean {
  let lines = 0
  for (let at = mail.indexOf('\n'); at >= 0 && lines <= MOST_LINES; at = mail.indexOf('\n', at + 1)) lines++
  return lines > MOST_LINES
}

/** Who wrote a mail, when and about what. */
async function headers(content: Buffer): Promise<Pick<Opened, 'email'>> {
  const head = content.toString('latin1', 0, MOST_HEADERS)
  const email = await PostalMime.parse(Buffer.from(head.split(/\r?\n\r?\n/, 1)[0]!, 'latin1')).catch(() => undefined)
  return email ? { email } : {}
}

async function contained(
  file: MailedFile,
  mimeType: string,
  depth: number,
  contentOf: Lightened['contentOf'],
): Promise<Opened> {
  const { name, content } = file
  if (mimeType === 'message/rfc822' || /\.eml$/i.test(name)) return opened(content, depth + 1, contentOf)
  if (/\.zip$/i.test(name)) return { files: [], fault: 'zipped' }
  if (!/^winmail\.dat$/i.test(name) && mimeType !== 'application/ms-tnef') return { files: [file], fault: null }
  const files = tnefFiles(content)
  return { files: files ?? [], fault: files ? null : 'packed' }
}

/**
 * A file as it came, then as it may have been before the mail changed it: with bare line breaks, as sites write them, and without
 * the one at its end that readers of mails add. All of them say the same in XML and JSON.
 */
export function mailedForms(content: Buffer): Buffer[] {
  const lines = content.includes('\r\n')
    ? Buffer.from(content.toString('latin1').replaceAll('\r\n', '\n'), 'latin1')
    : content
  const forms = lines === content ? [content] : [content, lines]
  return lines.at(-1) === LINE_FEED ? [...forms, lines.subarray(0, -1)] : forms
}

const LINE_FEED = 0x0a

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
