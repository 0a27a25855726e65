import { randomBytes } from 'node:crypto'
import fc from 'fast-check'
import PostalMime from 'postal-mime'
import { describe, expect, test } from 'vitest'
import { type Attached, aMail } from '../testing/mails.ts'
import { readMail } from './read-mail.ts'
import { withoutBase64 } from './without-base64.ts'

const PDF = Buffer.concat([Buffer.from('%PDF-1.7\n'), randomBytes(3000)])
const JPEG = Buffer.concat([Buffer.from('ffd8ffe0', 'hex'), randomBytes(3000)])
const PNG = Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), randomBytes(3000)])
const XML = Buffer.from('<Order>1</Order>\n')
const ZIP = randomBytes(3000)
const FORWARDED = aMail([{ name: 'h.xml', content: XML }], { boundary: 'autre' })
const isPicture = (name: string | null) => /\.(pdf|jpg|png)$/.test(name ?? '')

const file = fc.constantFrom<Attached>(
  { name: 'a.pdf', content: PDF },
  { name: 'b.jpg', content: JPEG },
  { name: 'c.png', content: PNG },
  { name: 'd.xml', content: XML },
  { name: 'e.xml', content: XML, transfer: 'quoted-printable' },
  { name: 'f.xml', content: `<Order>\n\nJVBERi0x\n</Order>`, transfer: '8bit' },
  { name: 'g.xml.jws', content: 'eyJhbGciOiJFZERTQSJ9..abcdefghijklmnop' },
  { name: 'h.bin', content: ZIP },
  { name: 'i.bin', content: '' },
  { name: 'j.eml', content: FORWARDED, type: 'message/rfc822' },
  { name: 'k.eml', content: FORWARDED, type: 'message/rfc822', transfer: '8bit' },
  { name: 'l.txt', content: 'numéro 5', type: 'text/plain' },
)
/** What mail programs do, and what breaks base64: line breaks, folded and shouted headers, cut ends, signs that are none of it. */
const CHANGES: ((mail: string) => string)[] = [
  mail => mail,
  mail => mail.replaceAll('\r\n', '\n'),
  mail => mail.replaceAll('Content-Disposition: attachment; ', 'Content-Disposition: attachment;\r\n '),
  mail => mail.replace(/Content-[TD][\w-]*/g, name => name.toUpperCase()),
  mail => mail.replaceAll('Transfer-Encoding: base64', 'Transfer-Encoding: "base64"'),
  mail => mail.replaceAll('Disposition: attachment', 'Disposition: inline'),
  mail => mail.replaceAll('=\r\n--', '\r\n--'),
  mail => mail.replace(/([\w+/]{40})\r\n/g, '$1*\r\n'),
  mail => mail.replace(/([\w+/]{40})\r\n/g, '$1==\r\n'),
  mail => mail.replaceAll('\r\n--', '\r\n\r\n--'),
  mail => mail.slice(0, -40),
]

async function attached(mail: Buffer, contentOf = (read: Buffer) => read) {
  const { attachments, text } = await PostalMime.parse(mail, { maxRfc822NestingDepth: 0 })
  const files = attachments
    .map(({ filename, content }) => ({ filename, content: contentOf(Buffer.from(content as ArrayBuffer)) }))
    .filter(({ filename }) => !isPicture(filename))
  return { text, files }
}

describe('a mail without its attachments in base64', () => {
  test('X-46 holds the same bytes, however it is written, and whatever is broken in it', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(file, { maxLength: 8 }), fc.constantFrom(...CHANGES), async (files, change) => {
        const mail = Buffer.from(change(aMail(files).toString('latin1')), 'latin1')
        const light = withoutBase64(mail)
        const whole = await attached(mail)
        // A mail that is attached as it is may have some within, which is told when it is opened itself.
        const opened = files.some(({ name }) => name === 'k.eml')
        const [seen, right] = [await attached(light.mail, light.contentOf), whole].map(({ text, files }) => ({
          ...{ text, files: files.filter(({ filename }) => !(opened && filename === 'k.eml')) },
        }))
        expect(seen).toEqual(right)
      }),
      { numRuns: 500 },
    )
  })

  test('gives the same documents, those of forwarded mails too', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(file, { maxLength: 8 }), async files => {
        const documents = (await readMail(aMail(files))).documents.filter(({ reply }) => !reply)
        const xml = files.filter(({ name }) => /\.(xml|eml)$/.test(name))
        expect(documents.map(({ name }) => name)).toEqual(xml.map(({ name }) => name.replace(/.\.eml$/, 'h.xml')))
        expect(documents.map(({ content }) => content.toString().trimEnd())).toEqual(
          xml.map(({ name, content }) => (name.endsWith('.eml') ? XML : content).toString().trimEnd()),
        )
      }),
    )
  })

  test('is as long as what remains', () => {
    const without = aMail([{ name: 'd.xml', content: XML, transfer: '8bit' }])
    const as = aMail([
      { name: 'a.pdf', content: PDF },
      { name: 'd.xml', content: XML, transfer: '8bit' },
    ])
    expect(withoutBase64(without).mail).toEqual(without)
    expect(withoutBase64(as).mail.length).toBeLessThan(without.length + 250)
    const attachedXml = aMail([{ name: 'd.xml', content: XML }])
    expect(attachedXml.includes(XML.toString('base64'))).toBe(true)
    expect(withoutBase64(attachedXml).mail.includes(XML.toString('base64'))).toBe(false)
    const named = aMail([{ name: 'a.pdf', content: PDF, transfer: '8bit' }])
    expect(withoutBase64(named).mail).toEqual(named)
  })
})
