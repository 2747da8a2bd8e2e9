import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findCommand, freePort, startProgram } from '@leerhuis/backing-services';
import { ensureCommand } from '@leerhuis/backing-services/system-packages';
import { eventually } from '@leerhuis/testkit';
import type { CleanUp } from '../clean-up.ts';

export interface Behind {
  upstream: string;
  /** Asked before each request whether its token counts. */
  tokenCheck?: string;
}

const asked = `
      auth_request /token-check;`;
const checking = `
    location = /token-check {
      internal;
      proxy_pass http://checking;
      proxy_http_version 1.1;
      proxy_set_header Connection "";
      proxy_set_header Content-Length "";
      proxy_pass_request_body off;
    }`;
const kept = (name: string, url: string) =>
  `upstream ${name} { server ${new URL(url).host}; keepalive 128; keepalive_requests 1000000; }`;

/** One process, like the gateway; connections to what is behind are kept. */
const configuration = (port: number, { upstream, tokenCheck }: Behind, folder: string) => `
daemon off;
master_process off;
pid ${folder}/nginx.pid;
error_log ${folder}/error.log;
events { worker_connections 1024; }
http {
  access_log off;
  client_body_temp_path ${folder}/body;
  proxy_temp_path ${folder}/proxy;
  fastcgi_temp_path ${folder}/fastcgi;
  uwsgi_temp_path ${folder}/uwsgi;
  scgi_temp_path ${folder}/scgi;
  keepalive_requests 1000000;
  ${kept('behind', upstream)}
  ${tokenCheck ? kept('checking', tokenCheck) : ''}
  server {
    listen 127.0.0.1:${port};${tokenCheck ? checking : ''}
    location / {${tokenCheck ? asked : ''}
      proxy_pass http://behind;
      proxy_http_version 1.1;
      proxy_set_header Connection "";
      proxy_set_header X-Forwarded-For $remote_addr;
    }
  }
}
`;

/** Installs nginx when we are root and it isn't there; throws CannotServe with what to do when it can't be had. */
export async function startNginx(behind: Behind, undo: CleanUp): Promise<{ pid: number; url: string }> {
  const log = (line: string) => console.log(`   ${line}`);
  // where Debian puts it, which need not be on the PATH of a user
  const path = `${process.env['PATH']}:/usr/sbin`;
  if (!findCommand('nginx', path)) await ensureCommand('nginx', 'nginx-light', 'nginx is the peer', log);
  const folder = mkdtempSync(join(tmpdir(), 'bench-nginx-'));
  undo.add(async () => rmSync(folder, { recursive: true, force: true }));
  const port = await freePort();
  const file = join(folder, 'nginx.conf');
  writeFileSync(file, configuration(port, behind, folder));
  const program = await startProgram({
    name: 'nginx',
    command: findCommand('nginx', path) ?? 'nginx',
    args: ['-c', file, '-p', folder],
    logFile: join(folder, 'output.log'),
    pidFile: join(folder, 'program.pid'),
  });
  undo.add(() => program.stop());
  const url = `http://127.0.0.1:${port}`;
  await eventually(async () => (await fetch(url)).status > 0);
  return { pid: program.pid, url };
}
