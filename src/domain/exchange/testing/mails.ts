import type { Ctx } from '../../../platform/http/context.ts'
import type { signingKey } from '../actions/site.ts'
import { fetchedMail, takeMails } from '../actions/take-mail.ts'
import { signDetached } from '../formats/signature.ts'

export type Attached = {
  name: string
  content: Buffer | string
  type?: string
  transfer?: 'base64' | 'quoted-printable' | '8bit'
}

const LINE = 76

/** A mail as another program may write it: each file in the transfer encoding that is asked. */
export function aMail(files: readonly Attached[], { subject = 'Commande', boundary = 'partie' } = {}): Buffer {
  const head = `From: Calvi <commandes@calvi.example>\r\nTo: appros@example.org\r\nSubject: ${subject}\r\nMessage-ID: <${subject.length}.${files.length}@calvi.example>\r\nDate: Wed, 3 Jun 2026 08:00:00 +0200\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary="${boundary}"\r\n\r\n`
  const parts = files.flatMap(({ name, content, type = 'application/octet-stream', transfer = 'base64' }) => [
    Buffer.from(
      `--${boundary}\r\nContent-Type: ${type}; name="${name}"\r\nContent-Disposition: attachment; filename="${name}"\r\nContent-Transfer-Encoding: ${transfer}\r\n\r\n`,
    ),
    encoded(Buffer.from(content), transfer),
    Buffer.from('\r\n'),
  ])
  return Buffer.concat([Buffer.from(head), ...parts, Buffer.from(`--${boundary}--\r\n`)])
}

function encoded(content: Buffer, transfer: Attached['transfer']): Buffer {
  if (transfer === '8bit') return content
  if (transfer === 'base64')
    return Buffer.from((content.toString('base64').match(new RegExp(`.{1,${LINE}}`, 'g')) ?? []).join('\r\n'))
  const signs = [...content].map(byte =>
    (byte >= 33 && byte <= 126 && byte !== 61) || byte === 32
      ? String.fromCharCode(byte)
      : `=${byte.toString(16).toUpperCase().padStart(2, '0')}`,
  )
  const lines: string[] = []
  for (let at = 0; at < signs.length; at += 20) lines.push(signs.slice(at, at + 20).join(''))
  return Buffer.from(lines.join('=\r\n'))
}

type Key = Awaited<ReturnType<typeof signingKey>>

/** A document and its signature, as two files of a mail. */
export async function signed(
  name: string,
  content: Buffer,
  { site, to, revision = 1 }: { site: string; to: string; revision?: number },
  key: Key,
): Promise<Attached[]> {
  const signature = await signDetached(content, { site, to, revision }, key)
  return [
    { name: `${name}.xml`, content, type: 'application/xml' },
    { name: `${name}.xml.jws`, content: signature, type: 'application/jose' },
  ]
}

/** Files packed in a `winmail.dat`, byte by byte as MS-OXTNEF 2.1.3 says. */
export function winmail(files: readonly { name: string; content: Buffer }[]): Buffer {
  const attribute = (level: number, id: number, data: Buffer) => {
    const head = Buffer.alloc(9)
    head[0] = level
    head.writeUInt32LE(id, 1)
    head.writeUInt32LE(data.length, 5)
    const sum = Buffer.alloc(2)
    sum.writeUInt16LE(data.reduce((total, byte) => (total + byte) & 0xffff, 0))
    return Buffer.concat([head, data, sum])
  }
  const head = Buffer.from('789f3e220100', 'hex')
  return Buffer.concat([
    head,
    attribute(1, 0x00089006, Buffer.from('00000100', 'hex')), // its version
    ...files.flatMap(({ name, content }) => [
      attribute(2, 0x00069002, Buffer.alloc(14)),
      attribute(2, 0x00018010, Buffer.from(`${name}\0`, 'latin1')),
      attribute(2, 0x0006800f, content),
    ]),
  ])
}

/** Takes one mail as it was fetched from a mailbox: what became of its documents, or null when it was read before. */
export async function takeMail(ctx: Ctx, mailboxId: string, fetched: { key: string; content: Buffer }) {
  const [states] = await takeMails(ctx, mailboxId, [await fetchedMail(fetched)])
  return states!
}
