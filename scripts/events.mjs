// `npm run events`: what was parked is in event-bus; what is told again is known by the part that owns it, which launcher/ finds.
await import(process.argv[2] === 'republish' ? '../launcher/dist/republish.js' : '../libs/event-bus/dist/cli.js');
