/** Comments inside the packet file that goes with a report. */
export const captureTexts = {
  'capture.about':
    'What Session Doctor {{version}} sent and received itself while it diagnosed {{host}}, port {{port}}. Bytes, addresses and times are real. The IP and TCP headers are synthetic: sequence numbers, windows, segmentation and lone acknowledgements are not those of the network. Where this PC’s own address or port was not known, 0.0.0.0, :: or 49152 stand for it.',
  'capture.practice': 'The server was the practice server ({{scenario}}): this is not a real case.',
  'capture.decode-as':
    'Port {{port}} is not one by which Wireshark knows SMB: choose Analyze, Decode As, and for this TCP port NBSS.',
  'capture.decode-as-rdp':
    'Remote Desktop is on port {{port}}: Wireshark shows its negotiation when that TCP port is decoded as TPKT, and its handshake when decoded as TLS (Analyze, Decode As).',
  'capture.credentials.blanked':
    'Passwords, sign-in responses, bytes out of files and listings of folders are blanked with zeros, so checksums over them (NTLM’s MIC, SMB signatures) do not hold.',
  'capture.credentials.kept':
    'CONFIDENTIAL: sign-in responses, bytes out of files and listings of folders are kept as they were sent, as was asked for. A weak password can be guessed from the responses.',
  'capture.cut-off': 'The capture was ended at its limit in size: what came later is missing.',
  'capture.network.smb1': 'SMB1 over direct TCP: {{names}}',
  'capture.network.smb2': 'SMB2 over direct TCP: {{names}}',
  'capture.network.rdp': 'Remote Desktop, X.224 and TLS over TPKT: {{names}}',
  'capture.evidence': '{{id}}, evidence for {{cause}} ({{confidence}}): {{summary}}',
  'capture.against': '{{id}}, evidence against {{cause}} ({{confidence}}): {{summary}}',
} as const;
