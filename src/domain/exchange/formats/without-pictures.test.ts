import { randomBytes } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Attached, aMail } from '../testing/mails.ts'
import { readMail } from './read-mail.ts'
import { withoutPictures } from './without-pictures.ts'

const PDF = Buffer.concat([Buffer.from('%PDF-1.7\n'), randomBytes(3000)])
const JPEG = Buffer.concat([Buffer.from('ffd8ffe0', 'hex'), randomBytes(3000)])
const PNG = Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), randomBytes(3000)])
const XML = Buffer.from('<Order>1</Order>\n')

describe('a mail without its pictures', () => {
  test('holds the same documents, whatever stands between them', async () => {
    const file = fc.constantFrom<Attached>(
      { name: 'a.pdf', content: PDF },
      { name: 'b.jpg', content: JPEG },
      { name: 'c.png', content: PNG },
      { name: 'd.xml', content: XML },
      { name: 'e.xml', content: XML, transfer: 'quoted-printable' },
      { name: 'f.xml', content: `<Order>\n\nJVBERi0x\n</Order>`, transfer: '8bit' },
      { name: 'g.xml.jws', content: 'eyJhbGciOiJFZERTQSJ9..abcdefghijklmnop' },
    )
    await fc.assert(
      fc.asyncProperty(fc.array(file, { maxLength: 8 }), async files => {
        const documents = (await readMail(aMail(files))).documents.filter(({ reply }) => !reply)
        const xml = files.filter(({ name }) => name.endsWith('.xml'))
        expect(documents.map(({ name }) => name)).toEqual(xml.map(({ name }) => name))
        expect(documents.map(({ content }) => content.toString().trimEnd())).toEqual(
          xml.map(({ content }) => content.toString().trimEnd()),
        )
      }),
    )
  })

  test('is as long as what remains', () => {
    const [without, as] = [
      aMail([{ name: 'd.xml', content: XML }]),
      aMail([
        { name: 'a.pdf', content: PDF },
        { name: 'd.xml', content: XML },
      ]),
    ]
    expect(withoutPictures(without)).toEqual(without)
    expect(withoutPictures(as).length).toBeLessThan(without.length + 250)
    const named = aMail([{ name: 'a.pdf', content: PDF, transfer: '8bit' }])
    expect(withoutPictures(named)).toEqual(named)
  })
})
