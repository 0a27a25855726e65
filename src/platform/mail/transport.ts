import { mkdir, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createTransport } from 'nodemailer'
import { mailFailure } from './failure.ts'

export type Security = 'tls' | 'starttls' | 'none'

/** How a mail server is reached; without user, without authentication. */
export type MailServer = {
  host: string
  port: number
  security: Security
  user: string | null
  password: string | null
}

export type Mail = {
  /** Kept when the same mail is sent again, so that a repeat is recognised. */
  messageId: string
  from: { name: string; address: string }
  replyTo: string | null
  to: string
  subject: string
  text: string
  html: string | null
  /** Day the message was written. */
  date: Date
  attachments: readonly { filename: string; contentType: string; content: Buffer }[]
}

/** Something that takes mail; what it does not take, it refuses with a `MailFailure`. */
export type Transport = { send(mail: Mail): Promise<void>; close(): void }

export type MailLimits = { connectMs: number; silenceMs: number }
const LIMITS: MailLimits = { connectMs: 10_000, silenceMs: 60_000 }

/** Opens connections to a mail server when there is mail; at most `connections` at a time. */
export function openServer(
  { host, port, security, user, password }: MailServer,
  { limits = LIMITS, connections = 2, ca }: { limits?: MailLimits; connections?: number; ca?: string } = {},
): Transport {
  const server = createTransport({
    pool: true,
    maxConnections: connections,
    host,
    port,
    secure: security === 'tls',
    requireTLS: security === 'starttls',
    ignoreTLS: security === 'none',
    ...(user ? { auth: { user, pass: password ?? '' } } : {}),
    tls: { minVersion: 'TLSv1.2', ...(ca ? { ca } : {}) },
    connectionTimeout: limits.connectMs,
    greetingTimeout: limits.connectMs,
    dnsTimeout: limits.connectMs,
    socketTimeout: limits.silenceMs,
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  return {
    async send(mail) {
      try {
        await server.sendMail(composed(mail))
      } catch (error) {
        throw mailFailure(error)
      }
    },
    close: () => server.close(),
  }
}

/** Writes each mail as a file that any mail program opens: for who has no mail server yet, or wants to look first. */
export function openFolder(folder: string): Transport {
  const composer = createTransport({
    streamTransport: true,
    buffer: true,
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  return {
    async send(mail) {
      const { message } = await composer.sendMail(composed(mail))
      await mkdir(folder, { recursive: true, mode: 0o700 })
      const path = join(folder, `${mail.messageId.replace(/[^\w-]+/g, '_').replace(/^_|_$/g, '')}.eml`)
      await writeFile(`${path}.new`, message as Buffer, { mode: 0o600 })
      await rename(`${path}.new`, path)
    },
    close: () => composer.close(),
  }
}

const composed = ({ messageId, from, replyTo, to, subject, text, html, date, attachments }: Mail) => ({
  messageId,
  from,
  to: { name: '', address: to }, // an object, so that nothing in it is read as a second address
  subject,
  text,
  date,
  ...(replyTo ? { replyTo } : {}),
  ...(html ? { html } : {}),
  attachments: [...attachments],
})
