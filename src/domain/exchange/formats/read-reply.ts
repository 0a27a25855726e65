import type { Email } from 'postal-mime'

/** What a person wrote back; `answers` are the ids of the mails it answers. */
export type MailedReply = { answers: string[]; subject: string; from: string; text: string; files: string[] }

const MOST_ANSWERED = 50
const MOST_TEXT = 4000
/** What is looked at of a mail, which may quote all those before it. */
const MOST_READ = 200_000
const MOST_FILES = 20
const MOST_NAME = 200
const ROBOTS = /^(mailer-daemon|postmaster|no-?reply|ne-?pas-?repondre|bounces?)([+@]|$)/i
const ABSENT =
  /^\s*(automatic reply|auto(?:matic)?[- ]?reply|out of office|r[ée]ponse automatique|absence du bureau|message d['’]absence)\b/i

const headerOf = ({ headers }: Email, key: string) => headers.find(header => header.key === key)?.value.trim() ?? ''

/** Whether a mail tells of the delivery of another: what it holds is what was sent. Source: RFC 6522. */
export const isReport = (email: Email): boolean =>
  /^multipart\/report\b/i.test(headerOf(email, 'content-type')) || headerOf(email, 'return-path') === '<>'

/** Whether a program wrote it: nobody answers, and nobody has to read it. Source: RFC 3834. */
function isAutomatic(email: Email): boolean {
  const submitted = headerOf(email, 'auto-submitted')
  return (
    isReport(email) ||
    (submitted !== '' && !/^no\b/i.test(submitted)) ||
    /^(bulk|junk|list|auto_reply)$/i.test(headerOf(email, 'precedence')) ||
    ['x-autoreply', 'x-autorespond', 'list-id'].some(key => headerOf(email, key) !== '') ||
    ROBOTS.test(email.from?.address ?? '') ||
    ABSENT.test(email.subject ?? '')
  )
}

/** What a person wrote back in a mail; null when a program did, or it says neither what it answers nor anything. */
export function replyOf(email: Email): MailedReply | null {
  if (isAutomatic(email)) return null
  const answers = `${email.inReplyTo ?? ''} ${email.references ?? ''}`.match(/<[^<>\s]{3,300}>/g) ?? []
  const plain = email.text?.slice(0, MOST_READ) ?? ''
  const text = ownWords(plain.trim() === '' ? shownText((email.html ?? '').slice(0, MOST_READ)) : plain)
  const files = email.attachments.flatMap(({ filename }) => (filename ? [storable(filename, MOST_NAME)] : []))
  return {
    answers: [...new Set(answers)].slice(0, MOST_ANSWERED),
    subject: storable(email.subject ?? '', MOST_TEXT),
    from: email.from?.address ?? '',
    text: storable(text, MOST_TEXT),
    files: files.slice(0, MOST_FILES),
  }
}

const ENTITIES: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ' }

const HIDDEN: ReadonlySet<string> = new Set(['style', 'script', 'head', 'blockquote'])
const BREAKS = /^(br|\/(p|div|li|tr|h\d))$/

/** What HTML shows, as text alone, without what it quotes; in one pass, whatever is left open. */
function shownText(html: string): string {
  let shown = ''
  let within = ''
  for (const [, text = '', tag = ''] of html.matchAll(/([^<]+)|<(\/?[a-z][a-z\d]*)?[^>]*>?/gi)) {
    const name = tag.toLowerCase()
    if (within === '') shown += BREAKS.test(name) ? '\n' : text.replace(/\s+/g, ' ')
    if (within === '' && HIDDEN.has(name)) within = name
    else if (name === `/${within}`) within = ''
  }
  return shown
    .replace(/&(?:#(\d{1,6})|(\w{2,6}));/g, (whole, code: string | undefined, name: string) =>
      code ? String.fromCodePoint(Number(code)) : (ENTITIES[name] ?? whole),
    )
    .split('\n')
    .map(line => line.trim())
    .join('\n')
}

/** Without what is quoted below, as the order itself is known here. */
function ownWords(text: string): string {
  const lines = text.split(/\r?\n/)
  const quoted = lines.findIndex(line =>
    /^\s*(-{2,}\s*(Original Message|Message d['’]origine|Message original)|(Le|On)\b.{3,200}\b(a écrit|wrote)\s*:\s*$)/i.test(
      line,
    ),
  )
  return (quoted < 0 ? lines : lines.slice(0, quoted))
    .filter(line => !line.startsWith('>'))
    .join('\n')
    .trim()
}

/** PostgreSQL keeps neither NUL nor half a character; the cut may have made one. */
const storable = (text: string, most: number) => text.replaceAll('\0', '').slice(0, most).toWellFormed()
