import net from 'node:net'

/**
 * What a server on this machine answers to bytes that no client library would send: all of it until the connection ends,
 * or until it matches `enough`.
 */
export function say(port: number, bytes: string, enough?: RegExp): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = net.connect(port, '127.0.0.1', () => socket.write(bytes))
    let said = ''
    socket.on('data', (chunk) => {
      said += chunk.toString()
      if (enough?.test(said)) socket.end()
    })
    socket.on('close', () => resolve(said))
    socket.on('error', reject)
  })
}
