export { createFileStore, type FileStore } from './file-store.ts';
export { sendFile } from './send-file.ts';
export { signedUrl, verifySignedUrl } from './signed-url.ts';
