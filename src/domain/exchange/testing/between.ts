import { connect, createServer, type Socket } from 'node:net'

/** Passes on to a server of this machine what a client says, line by line, as `pass` makes of it and once that resolves. */
export async function standBetween(port: number, pass: (line: string) => string | Promise<string>) {
  const open = new Set<Socket>()
  const server = createServer(client => {
    const behind = connect({ port, host: '127.0.0.1' })
    for (const [one, other] of [
      [client, behind],
      [behind, client],
    ] as const) {
      open.add(one)
      one.on('error', () => other.destroy()).on('close', () => other.destroy())
    }
    behind.on('data', piece => client.write(piece))
    void passLines(client, async line => void behind.write(await pass(line), 'latin1'))
  })
  await new Promise<void>(listening => server.listen(0, '127.0.0.1', listening))
  return {
    port: (server.address() as { port: number }).port,
    close: () =>
      new Promise<void>(closed => {
        server.close(() => closed())
        for (const socket of open) socket.destroy()
      }),
  }
}

async function passLines(client: Socket, pass: (line: string) => Promise<void>) {
  let held = ''
  try {
    for await (const piece of client) {
      held += (piece as Buffer).toString('latin1')
      for (let end = held.indexOf('\n'); end >= 0; end = held.indexOf('\n')) {
        await pass(held.slice(0, end + 1))
        held = held.slice(end + 1)
      }
    }
  } catch {
    // A client that hangs up is part of the tests.
  }
}
