import { describe, expect, test } from 'vitest'
import { readMail } from './read-mail.ts'

const textOf = async (type: string, body: string) => {
  const mail = `From: a@example.org\r\nSubject: Re\r\nMIME-Version: 1.0\r\nContent-Type: ${type}; charset=utf-8\r\n\r\n${body}`
  return (await readMail(Buffer.from(mail))).documents.at(-1)?.reply?.text
}

describe('what a person wrote back', () => {
  test.each([
    ['text/plain', 'Oui,\r\nmardi.\r\n> Bonjour\r\n', 'Oui,\nmardi.'],
    ['text/plain', 'Oui\r\n\r\n-----Message d’origine-----\r\nDe : Calvi\r\n', 'Oui'],
    ['text/plain', 'Oui\n\nOn Wed, Jun 3, 2026 at 8:00 AM Calvi <a@example.org> wrote:\n> x\n', 'Oui'],
    ['text/plain', 'Le prix a écrit sur la page reste : 5 €', 'Le prix a écrit sur la page reste : 5 €'],
    [
      'text/html',
      '<head><title>x</title></head><p>Oui &amp; <b>mardi</b>&#33;</p><blockquote>Bonjour</blockquote>',
      'Oui & mardi!',
    ],
    [
      'text/html',
      '<style>p{}</style><div>Un</div>\n<div>Deux<br>Trois &inconnu; &lt;b&gt;</div>',
      'Un\nDeux\nTrois &inconnu; <b>',
    ],
    ['text/html', '<p>Oui <style>', 'Oui'],
  ])('is its text without what it quotes (%s)', async (type, body, text) => {
    expect(await textOf(type, body)).toBe(text)
  })

  test('is read in one pass, whatever is left open in it', async () => {
    const before = performance.now()
    for (const piece of ['<style', '<', '&#1', '<blockquote>', 'Le '])
      expect((await textOf('text/html', piece.repeat(100_000)))!.length).toBeLessThanOrEqual(4000)
    expect(performance.now() - before).toBeLessThan(10_000)
  })
})
